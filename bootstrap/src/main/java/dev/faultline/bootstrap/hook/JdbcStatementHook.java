// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.subject.SqlStatement;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Meter;
import dev.faultline.bootstrap.trace.Span;
import dev.faultline.bootstrap.trace.SpanType;
import org.jspecify.annotations.Nullable;

/**
 * Statements executed. The state of a statement says what it is about; neither the driver nor the
 * pool is ever asked.
 */
public final class JdbcStatementHook {
  private JdbcStatementHook() {}

  /** {@code Statement.execute*(sql ...)} begins. */
  public static @Nullable Span enter(Object statement, @Nullable String sql) {
    CurrentTrace current = JdbcCall.current();
    if (current == null) return null;
    Span open = JdbcCall.open(current);
    if (open == null) {
      long began = Meter.begin(current);
      Object state = JdbcState.ofAny(current, statement);
      SqlStatement subject = JdbcStatements.of(JdbcState.databaseIn(state), sql);
      if (state instanceof JdbcPlain) ((JdbcPlain) state).last = subject;
      return Meter.end(began, JdbcCall.begin(current, SpanType.STATEMENT, subject));
    }
    if (lacks(open)) adopt(open, sql, JdbcState.database(current, statement));
    return null;
  }

  /** {@code PreparedStatement.execute*()} begins. */
  public static @Nullable Span enter(Object statement) {
    CurrentTrace current = JdbcCall.current();
    if (current == null) return null;
    Span open = JdbcCall.open(current);
    if (open == null) {
      long began = Meter.begin(current);
      SqlStatement known = JdbcState.prepared(current, statement);
      SqlStatement subject = known != null ? known : JdbcStatements.of(null, null);
      return Meter.end(began, JdbcCall.begin(current, SpanType.STATEMENT, subject));
    }
    if (lacks(open)) adoptPrepared(current, open, statement);
    return null;
  }

  /** {@code execute*} ends. */
  public static void exit(@Nullable Span span, @Nullable Throwable thrown) {
    if (span == null) return;
    long now = System.nanoTime();
    CurrentTrace current = CurrentTrace.get();
    if (span.subject instanceof SqlStatement) {
      JdbcDurations.record(current, (SqlStatement) span.subject, now - span.startNanos, thrown);
    }
    JdbcCall.end(current, span, thrown, now);
  }

  /** A statement or a connection was closed, whether that failed or not. */
  public static void closed(Object jdbc, @Nullable Throwable thrown) {
    if (!ProbeSwitch.JDBC.on) return;
    if (thrown != null) JdbcFailureHook.statement(jdbc, thrown);
    JdbcState.closed(CurrentTrace.ifAny(), jdbc);
  }

  /** Whether the layers outside of this one did not know what they are about. */
  static boolean lacks(Span open) {
    if (open.type != SpanType.STATEMENT && open.type != SpanType.BATCH) return false;
    if (!(open.subject instanceof SqlStatement)) return true;
    SqlStatement subject = (SqlStatement) open.subject;
    return subject.sql == null || subject.database == null;
  }

  static void adoptPrepared(CurrentTrace current, Span open, Object statement) {
    SqlStatement known = JdbcState.prepared(current, statement);
    if (known != null) {
      adopt(open, known.sql, known.database);
    } else {
      adopt(open, null, JdbcState.database(current, statement));
    }
  }

  /** What an outer layer knew stands: the application's text, rather than a driver's. */
  static void adopt(Span open, @Nullable String sql, @Nullable Database database) {
    SqlStatement outer = open.subject instanceof SqlStatement ? (SqlStatement) open.subject : null;
    String text = outer == null || outer.sql == null ? sql : outer.sql;
    Database to = outer == null || outer.database == null ? database : outer.database;
    if (outer == null || outer.sql != text || outer.database != to) {
      open.subject = JdbcStatements.of(to, text);
    }
  }
}
