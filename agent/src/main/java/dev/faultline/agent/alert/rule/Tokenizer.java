// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.rule;

import java.util.ArrayList;
import java.util.List;

/** Cuts a line into words and signs; those of Chinese keyboards serve as well. */
final class Tokenizer {
  /** None of these is in a word; a backslash and what begins a comment could be, and are not. */
  private static final String SIGNS = ",%|=<>!#\\\uFF0C\uFF05\uFF1A\u2265\u2264\u2192";

  private final String line;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Tokenizer(String line, int from) {
    this.line = line;
    this.at = from;
  }

  /**
   * @param from where to begin, from 0
   * @return at least the end
   */
  static List<Token> tokens(String line, int from) throws RuleSyntaxException {
    Tokenizer tokenizer = new Tokenizer(line, from);
    while (tokenizer.next()) {}
    return tokenizer.tokens;
  }

  /** A value as one token that reads as it again: between quotes where it must be. */
  static String written(String value) {
    StringBuilder text = new StringBuilder(value.length() + 2).append('"');
    boolean isWord = !value.isEmpty() && !value.contains("->");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      isWord &= !Character.isWhitespace(c) && !isQuote(c) && SIGNS.indexOf(c) < 0;
      if (isQuote(c) || c == '\\') text.append('\\');
      text.append(c);
    }
    return isWord ? value : text.append('"').toString();
  }

  private boolean next() throws RuleSyntaxException {
    while (at < line.length() && Character.isWhitespace(line.charAt(at))) at++;
    if (at == line.length() || line.charAt(at) == '#') {
      add(Token.Kind.END, 0, "");
      return false;
    }
    char c = line.charAt(at);
    if (isQuote(c)) {
      quoted();
    } else if (!sign(c)) {
      word();
    }
    return true;
  }

  private boolean sign(char c) {
    boolean isEqualNext = at + 1 < line.length() && line.charAt(at + 1) == '=';
    if (isArrow(at)) return add(Token.Kind.ARROW, c == '-' ? 2 : 1, "->");
    switch (c) {
      case ',':
      case '\uFF0C': // the full-width comma
        return add(Token.Kind.COMMA, 1, ",");
      case '%':
      case '\uFF05': // the full-width percent sign
        return add(Token.Kind.PERCENT, 1, "%");
      case '|':
        return add(Token.Kind.BAR, 1, "|");
      case '=':
        return add(Token.Kind.COMPARE, isEqualNext ? 2 : 1, "=");
      case '\u2265': // greater or equal
        return add(Token.Kind.COMPARE, 1, ">=");
      case '\u2264': // less or equal
        return add(Token.Kind.COMPARE, 1, "<=");
      case '>':
      case '<':
        return add(Token.Kind.COMPARE, isEqualNext ? 2 : 1, c + (isEqualNext ? "=" : ""));
      default:
        return c == '!' && isEqualNext && add(Token.Kind.COMPARE, 2, "!=");
    }
  }

  private boolean isArrow(int i) {
    char c = line.charAt(i);
    return c == '\u2192' || (c == '-' && i + 1 < line.length() && line.charAt(i + 1) == '>');
  }

  private boolean add(Token.Kind kind, int length, String text) {
    tokens.add(new Token(kind, text, at + 1));
    at += length;
    return true;
  }

  private void word() {
    int from = at;
    at++;
    while (at < line.length() && !endsWord(at)) at++;
    tokens.add(new Token(Token.Kind.WORD, line.substring(from, at), from + 1));
  }

  private boolean endsWord(int i) {
    char c = line.charAt(i);
    return Character.isWhitespace(c)
        || isQuote(c)
        || ",%|=<>!\uFF0C\uFF05\u2265\u2264".indexOf(c) >= 0
        || isArrow(i);
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\u201C' || c == '\u201D'; // straight, and the curly pair
  }

  private void quoted() throws RuleSyntaxException {
    int from = at++;
    StringBuilder text = new StringBuilder();
    while (at < line.length() && !isQuote(line.charAt(at))) {
      if (line.charAt(at) == '\\' && at + 1 < line.length()) at++;
      text.append(line.charAt(at++));
    }
    if (at == line.length()) {
      throw new RuleSyntaxException(from + 1, "expected a closing quote, found none");
    }
    at++;
    tokens.add(new Token(Token.Kind.QUOTED, text.toString(), from + 1));
  }
}
