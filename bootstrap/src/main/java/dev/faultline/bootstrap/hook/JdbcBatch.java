// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.subject.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * What was added to a statement since it was last executed. Used, like the statement, by one thread
 * at a time.
 */
final class JdbcBatch {
  /** The most text that is told of a batch of different statements. */
  private static final int MAX_TEXT = 4_096;

  /** The state the statement had before. */
  final @Nullable Object plain;

  final @Nullable SqlStatement prepared;
  final @Nullable Database database;
  int size;

  private @Nullable String last;
  private @Nullable StringBuilder text;

  JdbcBatch(@Nullable Object state) {
    plain = state;
    prepared = state instanceof SqlStatement ? (SqlStatement) state : null;
    database = JdbcState.databaseIn(state);
  }

  void add(@Nullable String sql) {
    if (sql == null || sql.equals(last)) return;
    if (last != null && text == null) text = new StringBuilder(cut(last));
    if (text != null && text.length() < MAX_TEXT) text.append("; ").append(cut(sql));
    last = sql;
  }

  void clear() {
    size = 0;
    last = null;
    text = null;
  }

  /** The text of the whole batch, as far as it is told; of equal texts, one. */
  SqlStatement statement() {
    if (prepared != null) return prepared;
    if (text != null) return new SqlStatement(text.toString(), database);
    return JdbcStatements.of(database, last);
  }

  private static String cut(String sql) {
    return sql.length() <= MAX_TEXT ? sql : sql.substring(0, MAX_TEXT);
  }
}
