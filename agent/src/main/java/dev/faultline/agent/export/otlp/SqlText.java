// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import dev.faultline.bootstrap.subject.SqlStatement;
import org.jspecify.annotations.Nullable;

/** What may be told of a statement's text. */
final class SqlText {
  /** Masked. */
  final @Nullable String text = null;

  final @Nullable String operation;
  final @Nullable String collection = null;
  final @Nullable String summary;

  private SqlText(@Nullable String operation) {
    this.operation = operation;
    this.summary = operation;
  }

  static SqlText of(SqlStatement statement) {
    String sql = statement.sql;
    if (sql == null) return new SqlText(null);
    String trimmed = sql.trim();
    int end = trimmed.indexOf(' ');
    String verb = end < 0 ? "" : trimmed.substring(0, end);
    boolean word =
        !verb.isEmpty() && verb.length() < 12 && verb.chars().allMatch(Character::isLetter);
    return new SqlText(word ? verb.toUpperCase(java.util.Locale.ROOT) : null);
  }
}
