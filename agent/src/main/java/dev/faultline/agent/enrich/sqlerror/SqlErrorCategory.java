// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.sqlerror;

import dev.faultline.agent.enrich.thrown.CauseChain;
import dev.faultline.agent.enrich.thrown.SqlThrown;
import dev.faultline.agent.enrich.thrown.Thrown;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells what kind of error a database, its driver or its pool has told. In this order: what the
 * vendor's codes mean; the words for which drivers and pools have no code; the JDBC class, made
 * more precise by the SQLState where the two agree; the SQLState alone; a class that is named after
 * a timeout.
 */
public final class SqlErrorCategory {
  private static final SqlCodes STANDARD = new StandardStates();

  private SqlErrorCategory() {}

  /**
   * Null when nothing in the chain was told by a database. Of several, the first that says most.
   *
   * @param chain from the outermost throwable to its root cause
   * @param system the database by OpenTelemetry's name, or null when it is not known
   */
  public static @Nullable SqlError of(List<Thrown> chain, @Nullable String system) {
    SqlVendor vendor = vendor(chain, system);
    Thrown telling = null;
    SqlVerdict best = null;
    for (Thrown each : CauseChain.withNext(chain)) {
      SqlVerdict verdict = verdict(each, vendor);
      if (verdict == null || best != null && verdict.weight() <= best.weight()) continue;
      best = verdict;
      telling = each;
    }
    return telling == null || best == null ? null : error(telling, best);
  }

  private static SqlError error(Thrown telling, SqlVerdict verdict) {
    SqlThrown sql = telling.sql();
    boolean passing = verdict.isTransient || verdict.kind == null && JdbcClasses.isPassing(telling);
    int code = sql.isSql ? sql.vendorCode : XaErrors.code(telling);
    return new SqlError(sql.state, code, verdict.category, verdict.kind, passing);
  }

  /**
   * By a class of the driver, which may be that of a cause; else by what the connection says; else
   * by who has thrown it: many drivers throw the JDK's classes.
   */
  private static @Nullable SqlVendor vendor(List<Thrown> chain, @Nullable String system) {
    for (Thrown each : chain) {
      SqlVendor vendor = SqlVendor.ofClass(each.type);
      if (vendor != null) return vendor;
    }
    SqlVendor vendor = SqlVendor.ofSystem(system);
    return vendor != null ? vendor : thrower(chain);
  }

  private static @Nullable SqlVendor thrower(List<Thrown> chain) {
    for (Thrown each : chain) {
      if (!each.sql().isSql || each.frames().length == 0) continue;
      SqlVendor vendor = SqlVendor.ofClass(each.frames()[0].getClassName());
      if (vendor != null) return vendor;
    }
    return null;
  }

  private static @Nullable SqlVerdict verdict(Thrown thrown, @Nullable SqlVendor of) {
    SqlThrown sql = thrown.sql();
    if (!sql.isSql) return XaErrors.of(thrown);
    if (sql.isWarning) return null;
    String message = thrown.message() == null ? "" : thrown.message();
    SqlVendor own = SqlVendor.ofClass(thrown.type);
    SqlVendor vendor = own == null ? of : own;
    SqlVerdict verdict =
        vendor == null ? null : vendor.codes.of(sql.state, sql.vendorCode, message);
    if (verdict == null || verdict == SqlVerdict.INTERFACE) {
      SqlVerdict words = DriverWords.of(thrown.type, message);
      if (words != null) return words;
    }
    if (verdict == null) verdict = standard(thrown);
    // H2 does not tell the two apart.
    boolean mayBeTimeout = verdict == SqlVerdict.CANCELLED && vendor != SqlVendor.H2;
    return mayBeTimeout && isTimeout(thrown, message) ? SqlVerdict.QUERY_TIMEOUT : verdict;
  }

  private static SqlVerdict standard(Thrown thrown) {
    SqlThrown sql = thrown.sql();
    SqlVerdict byState = STANDARD.of(sql.state, sql.vendorCode, "");
    SqlVerdict byClass = JdbcClasses.of(thrown);
    if (byClass == null && byState == null && thrown.type.contains("Timeout")) {
      return SqlVerdict.QUERY_TIMEOUT;
    }
    if (byClass == null) return byState == null ? SqlVerdict.DATABASE : byState;
    if (byState == null) return byClass;
    boolean precise = byState.kind != null && byState.category == byClass.category;
    return precise ? byState : byClass;
  }

  private static boolean isTimeout(Thrown thrown, String message) {
    if (JdbcClasses.of(thrown) == SqlVerdict.QUERY_TIMEOUT) return true;
    String words = message.toLowerCase(Locale.ROOT);
    return words.contains("timeout") || words.contains("timed out");
  }
}
