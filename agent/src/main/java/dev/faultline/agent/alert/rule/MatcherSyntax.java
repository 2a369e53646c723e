// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.rule;

import dev.faultline.agent.alert.event.Fields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Reads matchers: {@code service=shop}, {@code status 5xx}, {@code "some text"}. */
final class MatcherSyntax {
  private static final int MAX_VALUES = 50;

  private final Cursor cursor;

  MatcherSyntax(Cursor cursor) {
    this.cursor = cursor;
  }

  /**
   * Of a text that has nothing else, and at least one.
   *
   * @throws IllegalArgumentException with a message for people
   */
  static Matchers only(String text) {
    try {
      Cursor cursor = new Cursor(Tokenizer.tokens(text, 0));
      Matchers matchers = new MatcherSyntax(cursor).allUntil("");
      if (cursor.isAtEnd()) return matchers;
      throw RuleSyntaxException.expected("a matcher such as service=shop", cursor.peek());
    } catch (RuleSyntaxException e) {
      throw new IllegalArgumentException(e.text(), e);
    }
  }

  /** At least one, up to a word or the end. */
  Matchers allUntil(String word) throws RuleSyntaxException {
    List<Matcher> matchers = new ArrayList<>();
    do {
      matchers.add(one());
      while (cursor.skip(Token.Kind.COMMA) || cursor.skip("and")) {}
    } while (!cursor.isAtEnd() && !cursor.peek().is(word));
    return new Matchers(matchers);
  }

  /** Whether one comes next. */
  boolean isNext() {
    Token token = cursor.peek();
    if (token.kind == Token.Kind.QUOTED) return true;
    if (token.kind != Token.Kind.WORD) return false;
    return token.is("attribute") || isField(token) || isEquals(cursor.peek(1));
  }

  Matcher one() throws RuleSyntaxException {
    if (!isNext()) {
      throw RuleSyntaxException.expected("a matcher such as service=shop", cursor.peek());
    }
    if (cursor.peek().kind == Token.Kind.QUOTED) {
      return new Matcher(Matcher.TEXT, false, values(Matcher.TEXT));
    }
    String field = field();
    boolean negated = operator(field);
    if (field.equals("message")) field = Matcher.TEXT;
    return new Matcher(field, negated, values(field));
  }

  /** A field, or an attribute by its name. */
  String field() throws RuleSyntaxException {
    if (cursor.skip("attribute")) return cursor.value("the name of an attribute");
    Token token = cursor.peek();
    if (isField(token)) {
      cursor.next();
      return canonical(token.word());
    }
    return cursor.value("the name of a field");
  }

  static boolean isField(Token token) {
    return token.kind == Token.Kind.WORD && isFieldName(canonical(token.word()));
  }

  /** Whether it means itself where it is written as the name of a field. */
  static boolean isItself(String field) {
    return field.equals(Matcher.TEXT) || canonical(field).equals(field);
  }

  private static boolean isFieldName(String name) {
    return Fields.NAMES.contains(name) || name.equals("rule") || name.equals("severity");
  }

  private static String canonical(String word) {
    switch (word.toLowerCase(Locale.ROOT)) {
      case "env":
        return "environment";
      case "type":
        return "exception";
      case "text":
        return "message";
      default:
        return word;
    }
  }

  private static boolean isEquals(Token token) {
    return token.kind == Token.Kind.COMPARE && (token.text.equals("=") || token.text.equals("!="));
  }

  /** Whether it is a "not"; the sign may be left out, as in {@code status 500}. */
  private boolean operator(String field) throws RuleSyntaxException {
    Token token = cursor.peek();
    if (token.kind == Token.Kind.COMPARE && token.text.equals(">=") && field.equals("status")) {
      return false;
    }
    if (token.kind == Token.Kind.COMPARE) {
      if (!isEquals(token)) throw RuleSyntaxException.expected("= or !=", token);
      cursor.next();
      return token.text.equals("!=");
    }
    cursor.skip("is");
    return cursor.skip("not");
  }

  private List<String> values(String field) throws RuleSyntaxException {
    List<String> values = new ArrayList<>();
    do {
      if (values.size() == MAX_VALUES) {
        throw RuleSyntaxException.expected("at most 50 values", cursor.peek());
      }
      values.add(field.equals("status") ? status() : cursor.value("a value"));
    } while (cursor.skip(Token.Kind.BAR) || cursor.skip("or"));
    return Collections.unmodifiableList(values);
  }

  private String status() throws RuleSyntaxException {
    boolean orMore = cursor.peek().text.equals(">=") && cursor.skip(Token.Kind.COMPARE);
    Token token = cursor.peek();
    String text = cursor.value("a status such as 500, 5xx or 500-504").toLowerCase(Locale.ROOT);
    if (isNumber(text)) return orMore ? text + "-599" : text;
    boolean isClass =
        text.length() == 3 && text.endsWith("xx") && Character.isDigit(text.charAt(0));
    boolean isRange =
        text.length() == 7
            && text.charAt(3) == '-'
            && isNumber(text.substring(0, 3))
            && isNumber(text.substring(4));
    if (orMore || !(isClass || isRange)) {
      throw RuleSyntaxException.expected("a status such as 500, 5xx or 500-504", token);
    }
    return text;
  }

  private static boolean isNumber(String text) {
    if (text.length() != 3) return false;
    for (int i = 0; i < 3; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') return false;
    }
    return true;
  }
}
