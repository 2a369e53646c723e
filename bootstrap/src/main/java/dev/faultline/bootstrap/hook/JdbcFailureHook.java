// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.subject.SqlStatement;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Meter;
import org.jspecify.annotations.Nullable;

/**
 * Calls that matter only when they fail: fetching, reading a column, setting a parameter, switching
 * auto-commit, closing. They are no spans, and nothing runs before they have thrown.
 *
 * <p>What happens inside of a call that is a span is that call's business: it tells what it throws.
 */
public final class JdbcFailureHook {
  private static final String NOT_SUPPORTED = "java.sql.SQLFeatureNotSupportedException";

  private JdbcFailureHook() {}

  /** A method of a Connection, a PooledConnection or an XAConnection threw. */
  public static void connection(Object connection, Throwable thrown) {
    CurrentTrace current = teller(thrown);
    if (current != null) tell(current, thrown, databaseOf(current, connection));
  }

  /** A method of a Statement threw. */
  public static void statement(Object statement, Throwable thrown) {
    CurrentTrace current = teller(thrown);
    if (current != null) tell(current, thrown, subjectOf(current, statement));
  }

  /** A method of a ResultSet threw. */
  public static void resultSet(Object resultSet, Throwable thrown) {
    CurrentTrace current = teller(thrown);
    if (current == null) return;
    Object statement = JdbcResultSets.statement(current, resultSet);
    Object subject = statement == null ? null : subjectOf(current, statement);
    tell(current, thrown, subject != null ? subject : JdbcDriverNames.guess(resultSet));
  }

  /**
   * A method of an XAResource threw. Only that of a JDBC connection is known: there are others,
   * queues say, which are none of this probe's business.
   */
  public static void resource(Object resource, Throwable thrown) {
    CurrentTrace current = teller(thrown);
    if (current == null) return;
    Database database = JdbcState.database(current, resource);
    if (database != null) tell(current, thrown, database);
  }

  /** {@code DriverManager} threw: no driver takes that URL, or the one that does has failed. */
  public static void driverManager(@Nullable Object url, Throwable thrown) {
    CurrentTrace current = teller(thrown);
    if (current == null) return;
    tell(
        current, thrown, JdbcUrl.parse(current, url instanceof String ? (String) url : null, null));
  }

  /** The handler of a pool's JDK proxy threw, perhaps of itself: no class of ours is behind it. */
  public static void proxy(Object handler, Throwable thrown) {
    CurrentTrace current = teller(thrown);
    if (current != null) tell(current, thrown, JdbcProxies.subject(current, handler));
  }

  /** Null when it is not to be told here. */
  private static @Nullable CurrentTrace teller(Throwable thrown) {
    CurrentTrace current = JdbcCall.current();
    if (current == null || JdbcCall.open(current) != null) return null;
    return isQuestion(thrown) ? null : current;
  }

  /** Frameworks ask drivers what they can do by trying it. */
  private static boolean isQuestion(Throwable thrown) {
    for (Class<?> type = thrown.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getName().equals(NOT_SUPPORTED)) return true;
    }
    return false;
  }

  private static void tell(CurrentTrace current, Throwable thrown, @Nullable Object subject) {
    long began = Meter.begin(current);
    current.trace(); // begins the one that was only expected
    current.report(new Sighting(thrown, Layer.JDBC).in(current.parentId(), subject, 0));
    Meter.end(began);
  }

  private static @Nullable Object subjectOf(CurrentTrace current, Object statement) {
    SqlStatement known = JdbcState.statement(current, statement);
    return known != null ? known : databaseOf(current, statement);
  }

  private static @Nullable Database databaseOf(CurrentTrace current, Object jdbc) {
    Database known = JdbcState.database(current, jdbc);
    return known != null ? known : JdbcDriverNames.guess(jdbc);
  }
}
