// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.rule;

import dev.faultline.agent.alert.condition.Durations;
import java.util.List;

/** Reads the words of a line one after another, and what is made of several: durations, numbers. */
final class Cursor {
  private static final long MAX_COUNT = 1_000_000_000;

  /** Longest window, for, repeat and so on. */
  private static final long MAX_MILLIS = 31L * 24 * 60 * 60 * 1000;

  private final List<Token> tokens;
  private int at;

  Cursor(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token peek() {
    return peek(0);
  }

  Token peek(int ahead) {
    return tokens.get(Math.min(at + ahead, tokens.size() - 1));
  }

  Token next() {
    Token token = peek();
    if (at < tokens.size() - 1) at++;
    return token;
  }

  boolean isAtEnd() {
    return peek().kind == Token.Kind.END;
  }

  /** Goes on when it is this one. */
  boolean skip(Token.Kind kind) {
    if (peek().kind != kind) return false;
    next();
    return true;
  }

  /** Goes on when it is one of these. */
  boolean skip(String... words) {
    for (String each : words) {
      if (peek().is(each)) {
        next();
        return true;
      }
    }
    return false;
  }

  void expect(String word) throws RuleSyntaxException {
    if (!skip(word)) throw RuleSyntaxException.expected("\"" + word + "\"", peek());
  }

  /** A word, or something in quotes. */
  String value(String what) throws RuleSyntaxException {
    Token token = peek();
    if (token.kind != Token.Kind.WORD && token.kind != Token.Kind.QUOTED) {
      throw RuleSyntaxException.expected(what, token);
    }
    return next().text;
  }

  long count(String what) throws RuleSyntaxException {
    Token token = peek();
    try {
      long count = token.isNumber() ? Long.parseLong(token.text) : -1;
      if (count >= 0 && count <= MAX_COUNT) {
        next();
        return count;
      }
    } catch (NumberFormatException e) {
      // told below, as what it is
    }
    throw RuleSyntaxException.expected(what, token);
  }

  double decimal(String what) throws RuleSyntaxException {
    Token token = peek();
    try {
      if (token.isNumber()) {
        double decimal = Double.parseDouble(token.text);
        next();
        return decimal;
      }
    } catch (NumberFormatException e) {
      // told below, as what it is
    }
    throw RuleSyntaxException.expected(what, token);
  }

  /** Whether a duration comes next, in one word or two. */
  boolean isDuration() {
    Token token = peek();
    if (!token.isNumber()) return false;
    String unit = unit(token);
    return Durations.unitMillis(unit.isEmpty() ? peek(1).word() : unit) > 0;
  }

  /** At least a second, and at most 31 days. */
  long duration() throws RuleSyntaxException {
    Token token = peek();
    long nanos = nanos();
    if (nanos < 1_000_000_000L || nanos / 1_000_000 > MAX_MILLIS) {
      throw RuleSyntaxException.expected("a duration of 1 second to 31 days", token);
    }
    return nanos / 1_000_000;
  }

  /** Any duration; 0 without a unit is one, too. */
  long nanos() throws RuleSyntaxException {
    Token token = peek();
    if (token.is("0") && !isDuration()) {
      next();
      return 0;
    }
    if (!isDuration()) {
      throw RuleSyntaxException.expected("a duration such as \"5 minutes\"", token);
    }
    next();
    String unit = unit(token);
    String number = token.text.substring(0, token.text.length() - unit.length());
    if (unit.isEmpty()) unit = next().word();
    try {
      return (long) (Double.parseDouble(number) * Durations.unitMillis(unit) * 1_000_000);
    } catch (NumberFormatException e) {
      throw RuleSyntaxException.expected("a duration such as \"5 minutes\"", token);
    }
  }

  /** What follows the digits of a word. */
  private static String unit(Token token) {
    int i = 0;
    while (i < token.text.length() && "0123456789.".indexOf(token.text.charAt(i)) >= 0) i++;
    return token.word().substring(i);
  }

  /** Whether one comes next, or after so many words. */
  boolean isAmount(int ahead) {
    Token token = peek(ahead);
    return token.kind == Token.Kind.COMPARE
        || token.isNumber()
        || (token.is("at") && peek(ahead + 1).is("least"))
        || (token.is("more") && peek(ahead + 1).is("than"));
  }

  /** How many it takes at least: {@code >= 3}, {@code > 2}, {@code at least 3} or 3. */
  long amount() throws RuleSyntaxException {
    boolean more = moreThan();
    Token token = peek();
    long amount = count("a number such as 3") + (more ? 1 : 0);
    if (amount < 1) throw RuleSyntaxException.expected("a number of at least 1", token);
    return amount;
  }

  /** {@code >=}, {@code >}, their words, or nothing, which is "at least". */
  boolean moreThan() throws RuleSyntaxException {
    Token token = peek();
    if (token.kind == Token.Kind.COMPARE) {
      if (!token.text.startsWith(">")) throw RuleSyntaxException.expected(">= or >", token);
      return next().text.equals(">");
    }
    if (skip("at")) {
      expect("least");
    } else if (skip("more")) {
      expect("than");
      return true;
    }
    return false;
  }
}
