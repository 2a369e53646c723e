// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.trace;

import dev.faultline.bootstrap.subject.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Makes one span of a run of equal statements. */
final class Folding {
  /**
   * Texts longer than this are told apart by reference only: comparing them could cost more than it
   * saves.
   */
  private static final int MAX_COMPARED_SQL = 4096;

  private Folding() {}

  /** Adds a span to the one before, if it says the same; whether it did. */
  static boolean fold(@Nullable Span last, Span span) {
    if (last == null || last.parentId != span.parentId || last.type != span.type) return false;
    if (last.error != null || span.error != null || last.hasChildren || span.hasChildren) {
      return false;
    }
    if (span.told) return false; // its fault refers to it
    if (!(span.subject instanceof SqlStatement) || span.type != SpanType.STATEMENT) return false;
    if (!(last.subject instanceof SqlStatement)) return false;
    if (!sameSql((SqlStatement) last.subject, (SqlStatement) span.subject)) return false;
    if (last.fold == null) last.fold = new Span.Fold(last.durationNanos());
    last.fold.add(span.durationNanos());
    last.endNanos = span.endNanos;
    return true;
  }

  private static boolean sameSql(SqlStatement a, SqlStatement b) {
    if (a == b) return true;
    String text = a.sql;
    return text != null
        && text.length() <= MAX_COMPARED_SQL
        && a.database == b.database
        && text.equals(b.sql);
  }
}
