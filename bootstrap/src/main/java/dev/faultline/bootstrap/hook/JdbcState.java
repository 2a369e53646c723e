// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.state.WeakIdentityMap;
import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.subject.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the JDBC objects of drivers and pools, so that none of them has ever to be
 * asked: a {@link Database} for a DataSource, a Connection or an XAResource, a {@link JdbcPlain}
 * for a plain Statement, a {@link SqlStatement} for a PreparedStatement, a {@link JdbcBatch} for a
 * statement that something was added to. What was closed not long ago is still known: using it
 * fails, and the failure is told.
 */
final class JdbcState {
  /** Longer texts are not kept for what is closed. */
  private static final int MAX_RETIRED_SQL = 10_240;

  private static final WeakIdentityMap<Object> STATE = new WeakIdentityMap<>();

  private JdbcState() {}

  static @Nullable Object of(Object jdbc) {
    Object state = STATE.get(jdbc);
    return state != null ? state : STATE.retired(jdbc);
  }

  static @Nullable Database database(Object jdbc) {
    return databaseIn(of(jdbc));
  }

  static @Nullable Database databaseIn(@Nullable Object state) {
    if (state instanceof Database) return (Database) state;
    if (state instanceof SqlStatement) return ((SqlStatement) state).database;
    if (state instanceof JdbcPlain) return ((JdbcPlain) state).database;
    return state instanceof JdbcBatch ? ((JdbcBatch) state).database : null;
  }

  /** What a statement was prepared for, or did last; null when that is not known. */
  static @Nullable SqlStatement statement(Object statement) {
    Object state = of(statement);
    Object plain = state instanceof JdbcBatch ? ((JdbcBatch) state).plain : state;
    if (plain instanceof SqlStatement) return (SqlStatement) plain;
    return plain instanceof JdbcPlain ? ((JdbcPlain) plain).last : null;
  }

  static @Nullable SqlStatement prepared(Object statement) {
    Object state = of(statement);
    if (state instanceof SqlStatement) return (SqlStatement) state;
    return state instanceof JdbcBatch ? ((JdbcBatch) state).prepared : null;
  }

  static @Nullable JdbcBatch batch(Object statement) {
    Object state = STATE.get(statement);
    return state instanceof JdbcBatch ? (JdbcBatch) state : null;
  }

  /** Attaches, unless it is there: drivers chain their overloads, which return the same object. */
  static void attach(Object jdbc, Object state) {
    if (STATE.get(jdbc) != state) STATE.put(jdbc, state);
  }

  static void closed(Object jdbc) {
    Object state = STATE.get(jdbc);
    if (state == null) return;
    Object kept = state instanceof JdbcBatch ? ((JdbcBatch) state).plain : state;
    if (kept == null || isLong(kept)) {
      STATE.remove(jdbc);
      return;
    }
    if (kept != state) STATE.put(jdbc, kept);
    STATE.retire(jdbc);
  }

  private static boolean isLong(Object state) {
    Object statement = state instanceof JdbcPlain ? ((JdbcPlain) state).last : state;
    if (!(statement instanceof SqlStatement)) return false;
    String sql = ((SqlStatement) statement).sql;
    return sql != null && sql.length() > MAX_RETIRED_SQL;
  }
}
