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

  /** Of what was used, and nowhere found. */
  private static final Object UNKNOWN = new Object();

  private static final WeakIdentityMap<Object> STATE = new WeakIdentityMap<>();

  private JdbcState() {}

  static @Nullable Object of(Object jdbc) {
    MadeStatements own = MadeStatements.ofThread();
    Object made = own == null ? null : own.get(jdbc);
    if (made != null) return made;
    Object state = inMap(jdbc);
    return state == UNKNOWN ? null : state;
  }

  private static @Nullable Object inMap(Object jdbc) {
    Object state = STATE.get(jdbc);
    return state != null ? state : STATE.retired(jdbc);
  }

  /** As {@link #of}, of what another thread may have got for the request that it serves. */
  static @Nullable Object ofAny(Object statement) {
    Object state = of(statement);
    if (state != null || inMap(statement) == UNKNOWN) return state;
    state = OpenRequests.made(statement);
    if (state == null) state = of(statement); // it may have come here in between
    if (state == null) STATE.put(statement, UNKNOWN); // so that nobody looks everywhere again
    return state;
  }

  static @Nullable Database database(Object jdbc) {
    return databaseIn(ofAny(jdbc));
  }

  static @Nullable Database databaseIn(@Nullable Object state) {
    if (state instanceof Database) return (Database) state;
    if (state instanceof SqlStatement) return ((SqlStatement) state).database;
    if (state instanceof JdbcPlain) return ((JdbcPlain) state).database;
    return state instanceof JdbcBatch ? ((JdbcBatch) state).database : null;
  }

  /** What a statement was prepared for, or did last; null when that is not known. */
  static @Nullable SqlStatement statement(Object statement) {
    Object state = ofAny(statement);
    Object plain = state instanceof JdbcBatch ? ((JdbcBatch) state).plain : state;
    if (plain instanceof SqlStatement) return (SqlStatement) plain;
    return plain instanceof JdbcPlain ? ((JdbcPlain) plain).last : null;
  }

  static @Nullable SqlStatement prepared(Object statement) {
    Object state = ofAny(statement);
    if (state instanceof SqlStatement) return (SqlStatement) state;
    return state instanceof JdbcBatch ? ((JdbcBatch) state).prepared : null;
  }

  static @Nullable JdbcBatch batch(Object statement) {
    Object state = of(statement);
    return state instanceof JdbcBatch ? (JdbcBatch) state : null;
  }

  /** Attaches, unless it is there: drivers chain their overloads, which return the same object. */
  static void attach(Object jdbc, Object state) {
    MadeStatements own = MadeStatements.ofThread();
    if (own != null && own.set(jdbc, state)) return;
    if (STATE.get(jdbc) != state) STATE.put(jdbc, state);
  }

  /**
   * As {@link #attach}, to what this thread was just given: a statement, or a pool's connection.
   */
  static void attachNew(Object statement, Object state) {
    MadeStatements own = MadeStatements.forNew();
    if (own == null || !own.add(statement, state)) attach(statement, state);
  }

  static void closed(Object jdbc) {
    MadeStatements own = MadeStatements.ofThread();
    Object made = own == null ? null : own.get(jdbc);
    if (own != null && made != null) {
      own.close(jdbc, kept(made));
      return;
    }
    Object state = STATE.get(jdbc);
    if (state == null) return;
    Object kept = kept(state);
    if (kept == null) {
      STATE.remove(jdbc);
      return;
    }
    if (kept != state) STATE.put(jdbc, kept);
    STATE.retire(jdbc);
  }

  /** Its request is served, or goes on elsewhere. */
  static void release(Object statement, Object state, boolean open) {
    STATE.put(statement, state);
    if (!open) STATE.retire(statement);
  }

  /** What is to be known of a statement that is closed; null for nothing. */
  private static @Nullable Object kept(Object state) {
    Object kept = state instanceof JdbcBatch ? ((JdbcBatch) state).plain : state;
    return kept == null || kept == UNKNOWN || isLong(kept) ? null : kept;
  }

  private static boolean isLong(Object state) {
    Object statement = state instanceof JdbcPlain ? ((JdbcPlain) state).last : state;
    if (!(statement instanceof SqlStatement)) return false;
    String sql = ((SqlStatement) statement).sql;
    return sql != null && sql.length() > MAX_RETIRED_SQL;
  }
}
