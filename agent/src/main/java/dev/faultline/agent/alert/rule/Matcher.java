// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.rule;

import dev.faultline.agent.alert.event.AlertEvent;
import dev.faultline.agent.alert.event.Fields;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a field must be: one of some values, or none of them. Values may have {@code *} for
 * anything, a status may be {@code 5xx} or {@code 500-504}, an exception may go by its simple name.
 * Immutable.
 */
final class Matcher {
  /** Not a field: the text of an event, in which a value must occur, or the event's name. */
  static final String TEXT = "text";

  final String field;
  private final boolean negated;
  private final List<String> values;

  Matcher(String field, boolean negated, List<String> values) {
    this.field = field;
    this.negated = negated;
    this.values = values;
  }

  boolean matches(AlertEvent event) {
    return matches(name -> Fields.of(event, name));
  }

  /**
   * @param facts a field's value by its name; empty where there is none
   */
  boolean matches(UnaryOperator<String> facts) {
    for (String value : values) {
      if (field.equals(TEXT) ? isIn(facts, value) : is(facts.apply(field), value)) return !negated;
    }
    return negated;
  }

  private static boolean isIn(UnaryOperator<String> facts, String value) {
    return facts.apply("message").contains(value)
        || facts.apply("event.name").equals(value)
        || facts.apply("event").equals(value);
  }

  private boolean is(String fact, String value) {
    if (fact.equals(value)) return true;
    if (fact.isEmpty()) return false;
    if (field.equals("status")) return isStatus(fact, value);
    if (value.indexOf('*') >= 0) return isLike(fact, value);
    return field.equals("exception")
        && value.indexOf('.') < 0
        && fact.endsWith(value)
        && ".$".indexOf(fact.charAt(fact.length() - value.length() - 1)) >= 0;
  }

  private static boolean isStatus(String fact, String value) {
    if (value.length() == 3 && value.endsWith("xx")) {
      return fact.length() == 3 && fact.charAt(0) == value.charAt(0);
    }
    int dash = value.indexOf('-');
    if (dash < 0 || fact.length() != 3 || !Character.isDigit(fact.charAt(0))) return false;
    int status = Integer.parseInt(fact);
    return status >= Integer.parseInt(value.substring(0, dash))
        && status <= Integer.parseInt(value.substring(dash + 1));
  }

  /** In time of the two lengths' product at most, whatever they hold. */
  static boolean isLike(String text, String pattern) {
    int at = 0;
    int in = 0;
    int star = -1;
    int mark = 0;
    while (at < text.length()) {
      if (in < pattern.length() && pattern.charAt(in) == '*') {
        star = in++;
        mark = at;
      } else if (in < pattern.length() && pattern.charAt(in) == text.charAt(at)) {
        in++;
        at++;
      } else if (star >= 0) {
        in = star + 1;
        at = ++mark;
      } else {
        return false;
      }
    }
    while (in < pattern.length() && pattern.charAt(in) == '*') in++;
    return in == pattern.length();
  }

  /** As a rule writes it. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (String each : values) {
      text.append(text.length() == 0 ? "" : "|").append(Tokenizer.written(each));
    }
    if (field.equals("status") && !negated) return "status " + text;
    String name = Tokenizer.written(field);
    boolean isPlain = name.equals(field) && MatcherSyntax.isItself(field);
    return (isPlain ? name : "attribute " + name) + (negated ? "!=" : "=") + text;
  }
}
