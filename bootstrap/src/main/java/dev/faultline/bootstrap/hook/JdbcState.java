// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.state.WeakIdentityMap;
import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.subject.SqlStatement;
import dev.faultline.bootstrap.trace.CurrentTrace;
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

  static @Nullable Object of(@Nullable CurrentTrace current, Object jdbc) {
    MadeStatements own = MadeStatements.of(current);
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
  static @Nullable Object ofAny(@Nullable CurrentTrace current, Object statement) {
    Object state = of(current, statement);
    if (state != null || inMap(statement) == UNKNOWN) return state;
    state = OpenRequests.made(statement);
    if (state == null) state = of(current, statement); // it may have come here in between
    if (state == null) STATE.put(statement, UNKNOWN); // so that nobody looks everywhere again
    return state;
  }

  static @Nullable Database database(@Nullable CurrentTrace current, Object jdbc) {
    return databaseIn(ofAny(current, jdbc));
  }

  static @Nullable Database databaseIn(@Nullable Object state) {
    if (state instanceof Database) return (Database) state;
    if (state instanceof SqlStatement) return ((SqlStatement) state).database;
    if (state instanceof JdbcPlain) return ((JdbcPlain) state).database;
    return state instanceof JdbcBatch ? ((JdbcBatch) state).database : null;
  }

  /** What a statement was prepared for, or did last; null when that is not known. */
  static @Nullable SqlStatement statement(@Nullable CurrentTrace current, Object statement) {
    Object state = ofAny(current, statement);
    Object plain = state instanceof JdbcBatch ? ((JdbcBatch) state).plain : state;
    if (plain instanceof SqlStatement) return (SqlStatement) plain;
    return plain instanceof JdbcPlain ? ((JdbcPlain) plain).last : null;
  }

  static @Nullable SqlStatement prepared(@Nullable CurrentTrace current, Object statement) {
    Object state = ofAny(current, statement);
    if (state instanceof SqlStatement) return (SqlStatement) state;
    return state instanceof JdbcBatch ? ((JdbcBatch) state).prepared : null;
  }

  static @Nullable JdbcBatch batch(@Nullable CurrentTrace current, Object statement) {
    Object state = of(current, statement);
    return state instanceof JdbcBatch ? (JdbcBatch) state : null;
  }

  /** Attaches, unless it is there: drivers chain their overloads, which return the same object. */
  static void attach(@Nullable CurrentTrace current, Object jdbc, Object state) {
    MadeStatements own = MadeStatements.of(current);
    if (own != null && own.set(jdbc, state)) return;
    if (STATE.get(jdbc) != state) STATE.put(jdbc, state);
  }

  /**
   * As {@link #attach}, to what this thread was just given: a statement, or a pool's connection.
   *
   * @param inside the driver's statement that it hands on to, or null
   */
  static void attachNew(
      @Nullable CurrentTrace current, Object statement, Object state, @Nullable Object inside) {
    MadeStatements own = MadeStatements.forNew(current);
    if (own == null || !own.add(statement, state, inside)) attach(current, statement, state);
  }

  /** A pool, or another DataSource, has given this thread a connection, to that database. */
  static void given(CurrentTrace current, Object connection, Object database) {
    // In the table it hides, for the request, what the map may know better: see the RATIONALE.
    MadeStatements own = MadeStatements.forNew(current);
    if (own != null && own.add(connection, database, null)) return;
    if (databaseIn(of(current, connection)) == null) attach(current, connection, database);
  }

  static void closed(@Nullable CurrentTrace current, Object jdbc) {
    MadeStatements own = MadeStatements.of(current);
    if (own != null) {
      if (own.isInner(jdbc)) return;
      Object made = own.get(jdbc);
      if (made != null) {
        own.close(jdbc, kept(made));
        return;
      }
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
    boolean known = state instanceof Database && databaseIn(STATE.get(statement)) != null;
    if (!known) STATE.put(statement, state);
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
