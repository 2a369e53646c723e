// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.subject;

import org.jspecify.annotations.Nullable;

/**
 * What a SQL text does, by its first word: {@code SELECT}, {@code INSERT} ... Only words of a fixed
 * list are told, so that no text can make metrics of its own.
 */
public final class SqlOperation {
  private static final String[] WORDS = {
    "SELECT",
    "INSERT",
    "UPDATE",
    "DELETE",
    "MERGE",
    "REPLACE",
    "UPSERT",
    "CALL",
    "EXEC",
    "EXECUTE",
    "VALUES",
    "TABLE",
    "CREATE",
    "ALTER",
    "DROP",
    "TRUNCATE",
    "RENAME",
    "COMMENT",
    "GRANT",
    "REVOKE",
    "SET",
    "RESET",
    "SHOW",
    "USE",
    "DESCRIBE",
    "EXPLAIN",
    "ANALYZE",
    "VACUUM",
    "PRAGMA",
    "LOCK",
    "UNLOCK",
    "BEGIN",
    "START",
    "COMMIT",
    "ROLLBACK",
    "SAVEPOINT",
    "RELEASE",
    "COPY",
    "LOAD",
    "DECLARE",
    "DO",
    "LISTEN",
    "NOTIFY",
    "REFRESH",
    "REINDEX",
    "OPTIMIZE",
    "SHUTDOWN"
  };

  /** Number of operations that are told apart, that of which none is known included. */
  public static final int COUNT = WORDS.length + 1;

  private static final int NONE = COUNT - 1;
  private static final int SELECT = 0;

  private SqlOperation() {}

  /**
   * The operation of a text, in upper case, or null when its first word is none that is known. For
   * {@code WITH} it is that of the statement after the common table expressions.
   */
  public static @Nullable String of(@Nullable String sql) {
    return name(numberOf(sql));
  }

  /** The name of a {@linkplain #numberOf number}, or null when it stands for none that is known. */
  public static @Nullable String name(int number) {
    return number == NONE ? null : WORDS[number];
  }

  /** As {@link #of}, as a number from 0 to less than {@link #COUNT}. */
  public static int numberOf(@Nullable String sql) {
    if (sql == null) return NONE;
    int from = skipToWord(sql, 0);
    int to = wordEnd(sql, from);
    if (is(sql, from, to, "WITH")) return afterWith(sql, to);
    return known(sql, from, to);
  }

  private static int known(String sql, int from, int to) {
    if (from == to) return NONE;
    for (int i = 0; i < WORDS.length; i++) {
      if (is(sql, from, to, WORDS[i])) return i;
    }
    return NONE;
  }

  private static int afterWith(String sql, int from) {
    int depth = 0;
    for (int i = from; i < sql.length(); ) {
      int next = skipQuotedOrComment(sql, i);
      if (next > i) {
        i = next;
        continue;
      }
      char c = sql.charAt(i);
      if (c == '(') depth++;
      if (c == ')') depth--;
      int end = wordEnd(sql, i);
      if (depth == 0 && isMain(sql, i, end)) return known(sql, i, end);
      i = Math.max(end, i + 1);
    }
    return SELECT;
  }

  private static boolean isMain(String sql, int from, int to) {
    return is(sql, from, to, "SELECT")
        || is(sql, from, to, "INSERT")
        || is(sql, from, to, "UPDATE")
        || is(sql, from, to, "DELETE")
        || is(sql, from, to, "MERGE");
  }

  /** Over blanks, comments, opening brackets, and what JDBC's call escape has before its verb. */
  private static int skipToWord(String sql, int from) {
    int i = from;
    while (i < sql.length()) {
      char c = sql.charAt(i);
      int next = c == '-' || c == '/' || c == '#' ? skipQuotedOrComment(sql, i) : i;
      if (next > i) {
        i = next;
      } else if (c <= ' ' || c == '(' || c == '{' || c == '?' || c == '=' || c == ';') {
        i++;
      } else {
        break;
      }
    }
    return i;
  }

  /** The end of the quoted text or comment that begins here, or {@code from} if none does. */
  private static int skipQuotedOrComment(String sql, int from) {
    char c = sql.charAt(from);
    if (c == '\'' || c == '"' || c == '`') return after(sql, sql.indexOf(c, from + 1), 1);
    if (sql.startsWith("--", from) || c == '#') return after(sql, sql.indexOf('\n', from), 1);
    if (sql.startsWith("/*", from)) return after(sql, sql.indexOf("*/", from + 2), 2);
    return from;
  }

  private static int after(String sql, int found, int length) {
    return found < 0 ? sql.length() : found + length;
  }

  private static int wordEnd(String sql, int from) {
    int i = from;
    while (i < sql.length() && isWordPart(sql.charAt(i))) i++;
    return i;
  }

  private static boolean isWordPart(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= '0' && c <= '9';
  }

  private static boolean is(String sql, int from, int to, String word) {
    return to - from == word.length() && sql.regionMatches(true, from, word, 0, word.length());
  }
}
