// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.scrub;

import java.util.Locale;

/**
 * Takes the data out of what databases and their drivers say went wrong, and leaves the names of
 * tables, columns and constraints, which are what one needs to know. First the passages that are
 * known to hold data, by the words around them; then all that is quoted, see {@link SqlQuotes};
 * then what is left in languages that are not known, and the numbers of statements.
 */
final class SqlMessages {
  private static final String H2_STATEMENT = "; SQL statement:";

  /**
   * Passages, as what comes before, what comes after, and what is put in between. They reach to the
   * last of what comes after: data may hold the same words.
   */
  private static final String[][] PASSAGES = {
    {"Batch entry ", " was aborted", "..."}, // pgjdbc
    {"; SQL [", "]; ", "..."}, // Spring
    {"; bad SQL grammar [", "]; ", "..."},
    {"bind => [", "]", "?"}, // EclipseLink
    {"Duplicate entry '", "' for key", "?"}, // MySQL
    {" value: '", "' for column", "?"},
    {"syntax to use near '", "' at line", "?"},
    {" VALUES (", ")\"", "?"}, // H2: violation: "INDEX ON TABLE(COLUMN) VALUES ('ann')"
    {" ( /* key:", ")\"", "?"}, // and of a primary key, with the whole row
    {"SQL statement \"", "\"; expected", "?"},
    {"row contains (", ")", "?"}, // PostgreSQL
    {"for key (", ").  The", "?"}, // Derby
    {"falla contiene (", ")", "?"}, // in Spanish, which may do without any accent
    {"key value is (", ")", "?"}, // SQL Server
    {"clave duplicada es (", ")", "?"}
  };

  private static final String HSQLDB_VIOLATION = "integrity constraint violation: ";
  private static final String KEY_VALUES = ")=(";
  private static final String[] AFTER_KEY_VALUES = {
    ") already exists", ") is ", ") conflicts with "
  };

  /** Of DB2: names after these codes, and after others what was in the statement. */
  private static final String DB2_TOKENS = "SQLERRMC=";

  private static final String DB2_NAMING = " -803 -530 -531 -532 -545 -407 -204 -206 -911 -913 ";

  /** How a statement begins, or goes on to its values. */
  private static final String[] STATEMENTS = {
    "insert into ", "delete from ", "merge into ", "replace into ", "select ", "values (", "where "
  };

  private SqlMessages() {}

  static String mask(String message) {
    String masked = withoutH2Statement(message);
    for (String[] each : PASSAGES) masked = without(masked, each[0], each[1], each[2]);
    if (masked.contains(HSQLDB_VIOLATION)) masked = without(masked, " value: ", "\n", "?");
    masked = withoutKeyValues(masked);
    masked = withoutDb2Tokens(masked);
    masked = SqlQuotes.mask(masked);
    return withoutNumbers(withoutForeignValues(masked));
  }

  /** H2 ends with the statement and a code of its own: {@code [23505-240]}. */
  private static String withoutH2Statement(String text) {
    int statement = text.indexOf(H2_STATEMENT);
    if (statement >= 0) return text.substring(0, statement);
    int open = text.lastIndexOf(" [");
    if (open < 0 || !text.endsWith("]") || text.length() - open > 14) return text;
    for (int i = open + 2; i < text.length() - 1; i++) {
      if (!isDigit(text.charAt(i)) && text.charAt(i) != '-') return text;
    }
    return text.substring(0, open);
  }

  private static String without(String text, String before, String after, String instead) {
    int from = text.indexOf(before);
    if (from < 0) return text;
    int begin = from + before.length();
    int end = text.lastIndexOf(after);
    return text.substring(0, begin) + instead + (end < begin ? "" : text.substring(end));
  }

  /** PostgreSQL's {@code Key (email)=(a@b.c) already exists.}: what is in the second pair. */
  private static String withoutKeyValues(String text) {
    int from = text.indexOf(KEY_VALUES);
    if (from < 0) return text;
    StringBuilder kept = new StringBuilder(text.length());
    int copied = 0;
    while (from >= 0) {
      int begin = from + KEY_VALUES.length();
      int end = endOfKeyValues(text, begin);
      kept.append(text, copied, begin).append('?');
      copied = end;
      from = text.indexOf(KEY_VALUES, end);
    }
    return kept.append(text, copied, text.length()).toString();
  }

  /** A value may hold anything itself, so only what the server puts after the last counts. */
  private static int endOfKeyValues(String text, int begin) {
    int end = -1;
    for (String after : AFTER_KEY_VALUES) end = Math.max(end, text.lastIndexOf(after));
    return end >= begin ? end : text.length();
  }

  private static String withoutDb2Tokens(String text) {
    int tokens = text.indexOf(DB2_TOKENS);
    if (tokens < 0) return text;
    int begin = tokens + DB2_TOKENS.length();
    int code = text.indexOf("SQLCODE=");
    int comma = code < 0 ? -1 : text.indexOf(',', code);
    boolean names = comma > 0 && DB2_NAMING.contains(" " + text.substring(code + 8, comma) + " ");
    if (names) return text;
    int end = text.indexOf(", DRIVER=", begin);
    return text.substring(0, begin) + '?' + (end < 0 ? "" : text.substring(end));
  }

  /**
   * In a language that is not English, which the letters show: what stands in parentheses of its
   * own, as the values of a key and of a row do in all of them.
   */
  private static String withoutForeignValues(String text) {
    if (!isForeign(text)) return text;
    for (int i = text.indexOf('('); i >= 0; i = text.indexOf('(', i + 1)) {
      char before = i == 0 ? ' ' : text.charAt(i - 1);
      if (before < 0x80 && before > ' ' && before != ':') continue; // a type's length: varchar(20)
      int end = text.lastIndexOf(')');
      return text.substring(0, i + 1) + '?' + (end < i ? "" : text.substring(end));
    }
    return text;
  }

  private static boolean isForeign(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80 && Character.isLetter(text.charAt(i))) return true;
    }
    return false;
  }

  /** Whatever wraps an SQLException may repeat its statement, with numbers in it. */
  private static String withoutNumbers(String text) {
    int from = statement(text);
    if (from < 0) return text;
    StringBuilder kept = new StringBuilder(text.length()).append(text, 0, from);
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean begins = isDigit(c) && !Character.isJavaIdentifierPart(text.charAt(i - 1));
      if (!begins) {
        kept.append(c);
        continue;
      }
      kept.append('?');
      while (i + 1 < text.length() && isNumberPart(text.charAt(i + 1))) i++;
    }
    return kept.toString();
  }

  /** Where the first one is past its beginning; -1 without any. */
  private static int statement(String text) {
    String lowerCase = text.toLowerCase(Locale.ROOT);
    if (lowerCase.length() != text.length()) return Math.min(1, text.length() - 1);
    int first = -1;
    for (String each : STATEMENTS) {
      int found = lowerCase.indexOf(each);
      if (found >= 0 && (first < 0 || found + each.length() < first)) first = found + each.length();
    }
    return first;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNumberPart(char c) {
    return c == '.' || c < 0x80 && Character.isLetterOrDigit(c);
  }
}
