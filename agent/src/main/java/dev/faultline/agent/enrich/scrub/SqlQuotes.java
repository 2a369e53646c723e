// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.scrub;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Takes out of a message what is quoted, in whatever quotes its language has, unless the word
 * before says that it is a name.
 */
final class SqlQuotes {
  /** An index follows, whose values are gone by then. */
  private static final String H2_INDEX = "key violation: ";

  private static final int MAX_NAME = 256;

  /** What is quoted after one of these words is a name. */
  private static final Set<String> NAMED =
      new HashSet<>(
          Arrays.asList(
              ("column columns constraint constraints database field function index key object"
                      + " procedure relation role schema sequence table tables trigger type view"
                      + " spalte tabelle colonne contrainte")
                  .split(" ")));

  /** MySQL's names for where in a statement something is. */
  private static final Set<String> CLAUSES =
      new HashSet<>(
          Arrays.asList(
              "field list",
              "where clause",
              "on clause",
              "order clause",
              "group statement",
              "having clause",
              "from clause",
              "IN/ALL/ANY subquery"));

  private static final String OPENING = "\"'«»„“‘‚「『‹";
  private static final String CLOSING = "\"'»«“”’‘」』›";

  /** {@code N'..'}, {@code E'..'}: no apostrophe of a word, but the beginning of a string. */
  private static final String STRING_PREFIXES = "nebxqNEBXQ";

  private final String text;
  private final StringBuilder kept;

  private SqlQuotes(String text) {
    this.text = text;
    this.kept = new StringBuilder(text.length());
  }

  static String mask(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (OPENING.indexOf(text.charAt(i)) >= 0) return new SqlQuotes(text).run();
    }
    return text;
  }

  private String run() {
    boolean named = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int quote = OPENING.indexOf(c);
      if (quote < 0 || c == '\'' && isApostrophe(i)) {
        kept.append(c);
        continue;
      }
      char close = CLOSING.charAt(quote);
      int end = closing(i, close);
      String content = text.substring(i + 1, end);
      named = i > 0 && text.charAt(i - 1) == '.' ? named : isNamed() || CLAUSES.contains(content);
      kept.append(c).append(named ? name(content) : "?").append(close);
      i = end;
    }
    return kept.toString();
  }

  /** A name that holds a quote, or is that long, is none. */
  private static String name(String content) {
    return content.indexOf('\'') < 0 && content.length() <= MAX_NAME ? content : "?";
  }

  /** Where the quote ends, as a word does not go on after it; else the end of the text. */
  private int closing(int open, char close) {
    boolean straight = text.charAt(open) == close;
    for (int i = open + 1; i < text.length(); i++) {
      if (text.charAt(i) != close) continue;
      if (!straight || i + 1 == text.length()) return i;
      char next = text.charAt(i + 1);
      if (next == close) {
        i++; // doubled, it stands for itself
      } else if (!isLatin(next)) {
        return i;
      }
    }
    return text.length();
  }

  /** As in "doesn't". Where words are not set apart by blanks, a quote is a quote. */
  private boolean isApostrophe(int at) {
    if (at == 0 || !isLatin(text.charAt(at - 1))) return false;
    boolean single = at == 1 || !isLatin(text.charAt(at - 2));
    return !single || STRING_PREFIXES.indexOf(text.charAt(at - 1)) < 0;
  }

  private static boolean isLatin(char c) {
    return c < 0x2e80 && Character.isLetterOrDigit(c);
  }

  private boolean isNamed() {
    int end = kept.length();
    if (end >= H2_INDEX.length() && kept.indexOf(H2_INDEX, end - H2_INDEX.length()) >= 0) {
      return true;
    }
    int wordEnd = blankStart(end);
    int wordStart = wordStart(wordEnd);
    String word = word(wordStart, wordEnd);
    if (!word.equals("name")) return NAMED.contains(word);
    // SQL Server: Invalid object name 'ordrs'
    int beforeEnd = blankStart(wordStart);
    return NAMED.contains(word(wordStart(beforeEnd), beforeEnd));
  }

  private int blankStart(int end) {
    int start = end;
    while (start > 0 && kept.charAt(start - 1) == ' ') start--;
    return start;
  }

  private int wordStart(int end) {
    int start = end;
    while (start > 0 && end - start < 16 && Character.isLetter(kept.charAt(start - 1))) start--;
    return start;
  }

  private String word(int start, int end) {
    return kept.substring(start, end).toLowerCase(Locale.ROOT);
  }
}
