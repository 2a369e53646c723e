// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.rule;

import dev.faultline.agent.alert.event.AlertEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Some that must all match. Immutable. */
final class Matchers {
  private final List<Matcher> all;

  Matchers(List<Matcher> all) {
    this.all = new ArrayList<>(all);
  }

  boolean match(AlertEvent event) {
    for (Matcher each : all) {
      if (!each.matches(event)) return false;
    }
    return true;
  }

  /**
   * @param facts a field's value by its name; empty where there is none
   */
  boolean match(UnaryOperator<String> facts) {
    for (Matcher each : all) {
      if (!each.matches(facts)) return false;
    }
    return true;
  }

  /** Whether the others match, but for two fields. */
  boolean matchBut(AlertEvent event, String field, String other) {
    for (Matcher each : all) {
      boolean left = each.field.equals(field) || each.field.equals(other);
      if (!left && !each.matches(event)) return false;
    }
    return true;
  }

  boolean ask(String field) {
    for (Matcher each : all) {
      if (each.field.equals(field)) return true;
    }
    return false;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Matcher each : all) text.append(text.length() == 0 ? "" : " ").append(each);
    return text.toString();
  }
}
