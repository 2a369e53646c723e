// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.setup;

/** What is wrong with a line of rules, in its own place. Immutable. */
public final class RuleProblem {
  /** As {@link RuleText#place}. */
  public final String place;

  /** From 1; 0 where no line is to blame. */
  public final int line;

  /** From 1, in chars. */
  public final int column;

  public final String message;

  /** The line; empty where it may be secret. */
  public final String text;

  RuleProblem(String place, int line, int column, String message, String text) {
    this.place = place;
    this.line = line;
    this.column = column;
    this.message = message;
    this.text = text;
  }

  /** One that is about no line. */
  public static RuleProblem of(String place, String message) {
    return new RuleProblem(place, 0, 0, message, "");
  }

  /** {@code PLACE:LINE:COLUMN: message}. */
  @Override
  public String toString() {
    return place + (line == 0 ? "" : ":" + line + ":" + column) + ": " + message;
  }
}
