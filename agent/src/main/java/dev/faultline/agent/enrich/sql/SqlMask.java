// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.sql;

/**
 * Takes the values out of a SQL text: literals become {@code ?}, comments go, blanks collapse,
 * lists of values shrink to one. A single pass, whatever the text: what is not understood is passed
 * on, what does not end (a string, a comment) is taken to reach to the end.
 *
 * <p>Texts of prepared statements are masked like any other: people do concatenate values into
 * them.
 */
final class SqlMask {
  /** Most characters of a masked text; what would follow is left out. */
  static final int MAX_LENGTH = 32 * 1024;

  private final String sql;
  private final int end;
  private final SqlDialect dialect;
  private final SqlMaskOutput out;
  private final SqlSecretClause secretClause = new SqlSecretClause();
  private int at;

  private SqlMask(String sql, SqlDialect dialect) {
    this.sql = sql;
    this.end = sql.length();
    this.dialect = dialect;
    this.out = new SqlMaskOutput(Math.min(end, MAX_LENGTH));
  }

  static String of(String sql, SqlDialect dialect) {
    return new SqlMask(sql, dialect).run();
  }

  private String run() {
    while (at < end && !out.isFull()) step();
    return out.text();
  }

  private void step() {
    char c = sql.charAt(at);
    if (c <= ' ' || Character.isWhitespace(c)) {
      at++;
      out.blank();
    } else if (isComment(c)) {
      skipComment(c);
      out.blank();
    } else if (c == '\'') {
      string(at, dialect.escapesWithBackslash());
    } else if (c == '"' && dialect.doubleQuotesAreStrings()) {
      string(at, dialect.escapesWithBackslash());
    } else if (c == '"' || c == '`' || c == '[' && dialect.namesInBrackets()) {
      quotedName(c == '[' ? ']' : c);
    } else if (isDigit(c) || c == '.' && isDigit(peek(1))) {
      number();
    } else if ((c == '-' || c == '+') && isSign()) {
      at++;
      number();
    } else if (isWordStart(c)) {
      word();
    } else if (c == '$') {
      dollar();
    } else if (c == '?') {
      at++;
      while (at < end && isDigit(sql.charAt(at))) at++; // ?1
      out.value();
    } else {
      at++;
      out.sign(c);
    }
  }

  private char peek(int ahead) {
    return at + ahead < end ? sql.charAt(at + ahead) : '\0';
  }

  // Comments

  private boolean isComment(char c) {
    if (c == '/') return peek(1) == '*';
    if (c == '#') return dialect.commentsWithHash();
    if (c != '-' || peek(1) != '-') return false;
    return !dialect.dashesNeedBlank() || peek(2) <= ' ';
  }

  private void skipComment(char c) {
    if (c != '/') {
      int newLine = sql.indexOf('\n', at);
      at = newLine < 0 ? end : newLine + 1;
      return;
    }
    int depth = 0;
    while (at < end) {
      if (sql.startsWith("*/", at)) {
        at += 2;
        if (--depth == 0) return;
      } else if (sql.startsWith("/*", at) && (depth == 0 || dialect.nestsComments())) {
        at += 2;
        depth++;
      } else {
        at++;
      }
    }
  }

  // Values

  /** A string with its quote doubled inside, or escaped. */
  private void string(int from, boolean backslash) {
    char quote = sql.charAt(from);
    at = from + 1;
    boolean ended = false;
    while (at < end && !ended) {
      char c = sql.charAt(at);
      if (c == '\\' && backslash) {
        at += 2;
      } else if (c == '\\' && dialect == SqlDialect.UNKNOWN && peek(1) == quote) {
        at = end; // the string ends here, or it does not: nothing that follows is safe to tell
      } else if (c == quote && peek(1) == quote) {
        at += 2;
      } else {
        ended = c == quote;
        at++;
      }
    }
    at = Math.min(at, end);
    out.value();
  }

  private void number() {
    boolean hex = peek(0) == '0' && (peek(1) == 'x' || peek(1) == 'X');
    while (at < end) {
      char c = sql.charAt(at);
      boolean exponent = !hex && (c == 'e' || c == 'E');
      if (!isWordPart(c) && c != '.') break;
      at++;
      if (exponent && (peek(0) == '+' || peek(0) == '-') && isDigit(peek(1))) at++;
    }
    out.value();
  }

  /** Whether a plus or minus belongs to the number that follows. */
  private boolean isSign() {
    char next = peek(1);
    return (isDigit(next) || next == '.' && isDigit(peek(2))) && out.expectsValue();
  }

  /** {@code $tag$..$tag$} is a string, {@code $1} a parameter, and anything else a sign. */
  private void dollar() {
    int close = dialect.quotesWithDollars() ? tagEnd() : -1;
    if (close >= 0) {
      String tag = sql.substring(at, close + 1);
      int found = sql.indexOf(tag, close + 1);
      at = found < 0 ? end : found + tag.length();
      out.value();
      return;
    }
    int from = at++;
    while (at < end && isDigit(sql.charAt(at))) at++;
    out.name(sql, from, at);
  }

  /** Position of the dollar that ends an opening {@code $tag$}; -1 if none begins here. */
  private int tagEnd() {
    int i = at + 1;
    if (i < end && isDigit(sql.charAt(i))) return -1;
    while (i < end && i - at < 64 && isWordPart(sql.charAt(i)) && sql.charAt(i) != '$') i++;
    return i < end && sql.charAt(i) == '$' ? i : -1;
  }

  // Names

  private void quotedName(char quote) {
    int from = at++;
    while (at < end) {
      if (sql.charAt(at) != quote) {
        at++;
      } else if (peek(1) == quote) {
        at += 2;
      } else {
        at++;
        out.name(sql, from, at);
        return;
      }
    }
    out.value(); // it does not end: no name
  }

  private void word() {
    int from = at;
    while (at < end && isWordPart(sql.charAt(at))) at++;
    if (at < end && sql.charAt(at) == '\'' && isStringPrefix(from)) {
      prefixedString(from);
      return;
    }
    out.name(sql, from, at);
    if (secretClause.begins(sql, from, at)) {
      at = end;
      out.blank();
      out.value();
    }
  }

  /** {@code E'..'}, {@code N'..'}, {@code X'..'}, {@code q'[..]'}, {@code _utf8'..'}. */
  private boolean isStringPrefix(int from) {
    char first = sql.charAt(from);
    if (first == '_') return true;
    if (at - from == 2) return sql.regionMatches(true, from, "nq", 0, 2);
    return at - from == 1 && "enbxrqENBXRQ".indexOf(first) >= 0;
  }

  private void prefixedString(int from) {
    char last = Character.toLowerCase(sql.charAt(at - 1));
    if (last == 'q' && dialect.quotesWithQ() && at + 1 < end) {
      String close = closing(sql.charAt(at + 1)) + "'";
      int found = sql.indexOf(close, at + 2);
      at = found < 0 ? end : found + 2;
      out.value();
    } else {
      boolean escapes = last == 'e' && at - from == 1 && dialect != SqlDialect.MYSQL;
      string(at, escapes || dialect.escapesWithBackslash());
    }
  }

  private static char closing(char open) {
    int pair = "[{(<".indexOf(open);
    return pair < 0 ? open : "]})>".charAt(pair);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private boolean isWordStart(char c) {
    return Character.isLetter(c) || c == '_' || c == '#' && dialect.namesWithHash();
  }

  private boolean isWordPart(char c) {
    return isWordStart(c) || Character.isLetterOrDigit(c) || c == '$';
  }
}
