// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.subject.SqlStatement;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Span;
import dev.faultline.bootstrap.trace.SpanType;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** What connections do: make statements, commit, roll back. */
public final class JdbcConnectionHook {
  private JdbcConnectionHook() {}

  /** {@code Connection.createStatement} ended. */
  public static void created(
      Object connection, @Nullable Object statement, @Nullable Throwable thrown) {
    if (thrown != null) JdbcFailureHook.connection(connection, thrown);
    CurrentTrace current = statement == null ? null : JdbcCall.current();
    if (statement == null || current == null) return;
    // Drivers chain their overloads, which return the same object.
    if (JdbcState.of(current, statement) instanceof JdbcPlain) return;
    JdbcState.attachNew(current, statement, new JdbcPlain(databaseOf(current, connection)), null);
  }

  /** {@code Connection.prepareStatement} or {@code prepareCall} begins. */
  public static @Nullable Span enterPrepare(Object connection) {
    CurrentTrace current = JdbcCall.current();
    if (current == null) return null;
    Span open = JdbcCall.open(current);
    if (open == null) {
      return JdbcCall.begin(current, SpanType.PREPARE, JdbcState.database(current, connection));
    }
    if (open.type == SpanType.PREPARE && open.subject == null)
      open.subject = databaseOf(current, connection);
    return null;
  }

  /** {@code prepareStatement} or {@code prepareCall} ends. */
  public static void exitPrepare(
      @Nullable Span span,
      Object connection,
      @Nullable String sql,
      @Nullable Object statement,
      @Nullable Throwable thrown) {
    if (span == null) {
      if (statement != null) preparedWithin(connection, sql, statement);
      return;
    }
    long now = System.nanoTime();
    CurrentTrace current = CurrentTrace.get();
    Database database = span.subject instanceof Database ? (Database) span.subject : null;
    if (database == null) {
      database = JdbcDriverNames.guess(connection);
    }
    if (database != null) JdbcState.attach(current, connection, database);
    SqlStatement prepared = JdbcStatements.of(database, sql);
    span.subject = prepared;
    if (statement != null) attach(current, statement, span.note, prepared);
    span.note = null;
    JdbcCall.endIfTold(current, span, thrown, now);
  }

  private static void attach(
      CurrentTrace current, Object statement, @Nullable Object inner, SqlStatement prepared) {
    // Drivers chain their overloads, which return the same object.
    Object behind = inner == statement ? null : inner;
    // Calls to a JDK proxy may be seen first in what is behind it.
    boolean proxy = behind != null && statement instanceof Proxy;
    JdbcState.attachNew(current, statement, prepared, proxy ? null : behind);
    if (behind != null && proxy) JdbcState.attachNew(current, behind, prepared, null);
  }

  /** An inner layer's statement: the application will execute the outer one. */
  private static void preparedWithin(Object connection, @Nullable String sql, Object statement) {
    CurrentTrace current = JdbcCall.current();
    if (current == null) return;
    Span open = JdbcCall.open(current);
    if (open == null) return; // the hooks were turned on in between
    if (open.type == SpanType.PREPARE) {
      if (open.note == null) open.note = statement;
    } else {
      JdbcState.attachNew(
          current, statement, JdbcStatements.of(databaseOf(current, connection), sql), null);
    }
  }

  /** {@code Connection.commit} begins. */
  public static @Nullable Span enterCommit(Object connection) {
    return enter(connection, SpanType.COMMIT);
  }

  /** {@code Connection.rollback} begins. */
  public static @Nullable Span enterRollback(Object connection) {
    return enter(connection, SpanType.ROLLBACK);
  }

  private static @Nullable Span enter(Object connection, SpanType type) {
    CurrentTrace current = JdbcCall.current();
    if (current == null) return null;
    Span open = JdbcCall.open(current);
    if (open == null) return JdbcCall.begin(current, type, JdbcState.database(current, connection));
    if (open.type == type && open.subject == null) open.subject = databaseOf(current, connection);
    return null;
  }

  /** {@code commit} or {@code rollback} ends. */
  public static void exit(@Nullable Span span, @Nullable Throwable thrown) {
    if (span == null) return;
    long now = System.nanoTime();
    Database database = span.subject instanceof Database ? (Database) span.subject : null;
    String operation = span.type == SpanType.COMMIT ? JdbcDurations.COMMIT : JdbcDurations.ROLLBACK;
    CurrentTrace current = CurrentTrace.get();
    SqlStatement statement = JdbcStatements.of(database, operation);
    JdbcDurations.record(current, statement, now - span.startNanos, thrown);
    JdbcCall.end(current, span, thrown, now);
  }

  private static @Nullable Database databaseOf(CurrentTrace current, Object connection) {
    Database known = JdbcState.database(current, connection);
    if (known != null) return known;
    Database guessed = JdbcDriverNames.guess(connection);
    if (guessed != null) JdbcState.attach(current, connection, guessed);
    return guessed;
  }
}
