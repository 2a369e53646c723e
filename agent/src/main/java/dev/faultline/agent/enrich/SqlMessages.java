// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Takes the data out of what databases and their drivers say went wrong, and leaves the names of
 * tables, columns and constraints, which are what one needs to know.
 */
final class SqlMessages {
  private static final String H2_STATEMENT = "; SQL statement:";

  /** An index follows, whose values are gone by then. */
  private static final String H2_INDEX = "key violation: ";

  private static final int MAX_NAME = 256;

  /** What is quoted after one of these words is a name. */
  private static final Set<String> NAMED =
      new HashSet<>(
          Arrays.asList(
              ("column columns constraint constraints database field function index in key"
                      + " object procedure relation role schema sequence table tables trigger type"
                      + " view")
                  .split(" ")));

  private SqlMessages() {}

  static String mask(String message) {
    String masked = message;
    int statement = masked.indexOf(H2_STATEMENT);
    if (statement >= 0) masked = masked.substring(0, statement);
    // pgjdbc: Batch entry 3 INSERT INTO ... was aborted: ERROR ...
    masked = between(masked, "Batch entry ", " was aborted", "...");
    // Spring: PreparedStatementCallback; SQL [insert into ...]; ERROR ...
    masked = between(masked, "; SQL [", "]; ", "...");
    masked = between(masked, "; bad SQL grammar [", "]; ", "...");
    masked = between(masked, "Duplicate entry '", "' for key", "?");
    // H2: violation: "INDEX ON TABLE(COLUMN) VALUES ( 'ann' )"
    masked = between(masked, " VALUES (", "\n", "?)\"");
    masked = between(masked, "row contains (", "\n", "?)");
    masked = between(masked, "key value is (", "\n", "?)");
    masked = withoutKeyValues(masked);
    return withoutQuoted(masked);
  }

  /** What is between the two marks, or after the first where the second never comes. */
  private static String between(String text, String open, String close, String instead) {
    int from = text.indexOf(open);
    if (from < 0) return text;
    StringBuilder kept = new StringBuilder(text.length());
    int copied = 0;
    while (from >= 0) {
      int begin = from + open.length();
      kept.append(text, copied, begin).append(instead);
      int end = text.indexOf(close, begin);
      copied = end < 0 ? text.length() : end;
      from = end < 0 ? -1 : text.indexOf(open, end);
    }
    return kept.append(text, copied, text.length()).toString();
  }

  /** PostgreSQL's {@code Key (email)=(a@b.c) already exists.}: what is in the second pair. */
  private static String withoutKeyValues(String text) {
    int from = text.indexOf(")=(");
    if (from < 0) return text;
    StringBuilder kept = new StringBuilder(text.length());
    int copied = 0;
    while (from >= 0) {
      int begin = from + ")=(".length();
      int end = endOfKeyValues(text, begin);
      kept.append(text, copied, begin).append('?');
      copied = end;
      from = text.indexOf(")=(", end);
    }
    return kept.append(text, copied, text.length()).toString();
  }

  /** A value may hold a parenthesis itself, so only what the server puts after the last counts. */
  private static int endOfKeyValues(String text, int begin) {
    int line = text.indexOf('\n', begin);
    if (line < 0) line = text.length();
    int end = -1;
    for (String after : new String[] {") already exists", ") is ", ") conflicts with "}) {
      int at = text.indexOf(after, begin);
      if (at >= 0 && at < line && at > end) end = at;
    }
    return end >= 0 ? end : line;
  }

  private static String withoutQuoted(String text) {
    if (text.indexOf('\'') < 0 && text.indexOf('"') < 0) return text;
    StringBuilder kept = new StringBuilder(text.length());
    boolean named = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean opens = (c == '\'' || c == '"') && !isWordBefore(text, i);
      if (!opens) {
        kept.append(c);
        continue;
      }
      int end = closing(text, i);
      named = i > 0 && text.charAt(i - 1) == '.' ? named : isNamed(kept);
      kept.append(c).append(named ? name(text, i + 1, end) : "?").append(c);
      i = end;
    }
    return kept.toString();
  }

  /** A name that holds a quote, or is that long, is none. */
  private static String name(String text, int from, int end) {
    String name = text.substring(from, end);
    return name.indexOf('\'') < 0 && name.length() <= MAX_NAME ? name : "?";
  }

  /** Where the quote ends, as a word does not go on after it; else the end of the line. */
  private static int closing(String text, int open) {
    char quote = text.charAt(open);
    for (int i = open + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' && quote == '"') return i;
      if (c != quote) continue;
      boolean ends = i + 1 == text.length() || !Character.isLetterOrDigit(text.charAt(i + 1));
      boolean doubled = i + 1 < text.length() && text.charAt(i + 1) == quote;
      if (doubled) {
        i++;
      } else if (ends) {
        return i;
      }
    }
    return text.length();
  }

  /** An apostrophe, as in "doesn't", is no quote. */
  private static boolean isWordBefore(String text, int at) {
    return at > 0 && Character.isLetterOrDigit(text.charAt(at - 1));
  }

  private static boolean isNamed(StringBuilder before) {
    int end = before.length();
    return end >= H2_INDEX.length() && before.indexOf(H2_INDEX, end - H2_INDEX.length()) >= 0
        || NAMED.contains(wordBefore(before));
  }

  private static String wordBefore(StringBuilder text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') end--;
    int start = end;
    while (start > 0 && end - start < 16 && Character.isLetter(text.charAt(start - 1))) start--;
    return text.substring(start, end).toLowerCase(Locale.ROOT);
  }
}
