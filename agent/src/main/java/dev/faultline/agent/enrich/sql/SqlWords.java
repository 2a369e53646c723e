// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.sql;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Walks over a masked SQL text: names (dots and quotes belong to them) and signs. */
final class SqlWords {
  /** Words that are never the name of a table. The empty word stands for all others. */
  private static final Set<String> KEYWORDS =
      new HashSet<>(
          Arrays.asList(
              ("WITH RECURSIVE AS NOT MATERIALIZED SELECT DISTINCT ALL TOP FROM WHERE GROUP ORDER BY"
                      + " HAVING LIMIT OFFSET FETCH UNION EXCEPT INTERSECT JOIN INNER LEFT RIGHT"
                      + " FULL OUTER CROSS NATURAL LATERAL ON USING INSERT INTO VALUES UPDATE SET"
                      + " DELETE MERGE REPLACE UPSERT TRUNCATE CREATE ALTER DROP TABLE VIEW INDEX"
                      + " SEQUENCE PROCEDURE FUNCTION TRIGGER SCHEMA DATABASE USER ROLE IF EXISTS"
                      + " OR AND UNIQUE TEMPORARY TEMP GLOBAL LOCAL ONLY IGNORE LOW_PRIORITY"
                      + " DELAYED QUICK OVERWRITE CALL EXEC EXECUTE LOCK FOR KEY DO NO THEN"
                      + " RETURNING CASCADE CONCURRENTLY UNLOGGED MATCHED WHEN")
                  .split(" ")));

  private final String text;
  private final int end;
  private int at;
  private int from;
  private int depth;
  private boolean name;
  private boolean quoted;

  SqlWords(String text) {
    this.text = text;
    this.end = text.length();
  }

  /** The word in upper case if it is a keyword, or else the empty word. */
  static String keyword(String word) {
    if (word.length() > 14) return "";
    String upper = word.toUpperCase(Locale.ROOT);
    return KEYWORDS.contains(upper) ? upper : "";
  }

  boolean next() {
    while (at < end && text.charAt(at) == ' ') at++;
    if (at == end) return false;
    from = at;
    quoted = false;
    name = readName();
    if (!name) readSign();
    return true;
  }

  boolean isName() {
    return name;
  }

  /** Whether part of the name is in quotes: then it is no keyword. */
  boolean isQuoted() {
    return quoted;
  }

  /** The name without its quotes. */
  String text() {
    if (!quoted) return text.substring(from, at);
    StringBuilder bare = new StringBuilder(at - from);
    for (int i = from; i < at; i++) {
      if (closing(text.charAt(i)) == 0 && text.charAt(i) != ']') bare.append(text.charAt(i));
    }
    return bare.toString();
  }

  char sign() {
    return text.charAt(from);
  }

  int depth() {
    return depth;
  }

  boolean isFollowedBy(char sign) {
    int i = at;
    while (i < end && text.charAt(i) == ' ') i++;
    return i < end && text.charAt(i) == sign;
  }

  private boolean readName() {
    while (at < end) {
      char c = text.charAt(at);
      if (closing(c) != 0) {
        int close = text.indexOf(closing(c), at + 1);
        if (close < 0) return at > from;
        at = close + 1;
        quoted = true;
      } else if (Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '#') {
        at++;
      } else if (c == '.' && at > from) {
        at++;
      } else {
        break;
      }
    }
    return at > from;
  }

  private void readSign() {
    char c = text.charAt(at++);
    if (c == '(') depth++;
    if (c == ')' && depth > 0) depth--;
  }

  private static char closing(char c) {
    if (c == '"' || c == '`') return c;
    return c == '[' ? ']' : 0;
  }
}
