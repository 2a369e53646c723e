// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.rule;

import java.util.List;
import java.util.function.UnaryOperator;

/** While one rule fires, what others have to say of the same thing is not told. Immutable. */
public final class Inhibition {
  /** The rule that holds the others back. */
  public final String source;

  private final Matchers matchers;
  private final List<String> by;

  Inhibition(String source, Matchers matchers, List<String> by) {
    this.source = source;
    this.matchers = matchers;
    this.by = by;
  }

  /**
   * Whether it is for this group at all; never of its own source.
   *
   * @param rule the group's
   * @param facts of the group: a value by its name, empty where there is none
   */
  public boolean concerns(String rule, UnaryOperator<String> facts) {
    return !rule.equals(source) && matchers.match(facts);
  }

  /**
   * Whether both are about the same thing.
   *
   * @param firing of a group of the source
   * @param facts of the other
   */
  public boolean joins(UnaryOperator<String> firing, UnaryOperator<String> facts) {
    for (String name : by) {
      if (!firing.apply(name).equals(facts.apply(name))) return false;
    }
    return true;
  }
}
