// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert;

import java.util.List;
import java.util.function.UnaryOperator;

/** While one rule fires, what others have to say of the same thing is not told. Immutable. */
final class Inhibition {
  /** The rule that holds the others back. */
  final String source;

  private final Matchers matchers;
  private final List<String> by;

  Inhibition(String source, Matchers matchers, List<String> by) {
    this.source = source;
    this.matchers = matchers;
    this.by = by;
  }

  /** Whether it is for this group at all; never of its own source. */
  boolean concerns(String rule, UnaryOperator<String> facts) {
    return !rule.equals(source) && matchers.match(facts);
  }

  /** Whether both are about the same thing. */
  boolean joins(UnaryOperator<String> firing, UnaryOperator<String> facts) {
    for (String name : by) {
      if (!firing.apply(name).equals(facts.apply(name))) return false;
    }
    return true;
  }
}
