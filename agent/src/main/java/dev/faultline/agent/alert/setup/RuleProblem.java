// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.setup;

import java.util.regex.Pattern;

/** What is wrong with a line of rules, in its own place. Immutable. */
public final class RuleProblem {
  private static final Pattern ADDRESS = Pattern.compile("(?i)(https?:)?//[^\\s\"]+");
  private static final Pattern VALUE =
      Pattern.compile("(?i)\\b(url|secret|key|password|header\\.[^\\s=]+)\\s*=\\s*(\"[^\"]*\"?|[^\\s\"]+)");

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
    this.message = masked(message);
    this.text = masked(text);
  }

  /** A line may be a channel's that is misspelt, or that stands where none may be. */
  private static String masked(String text) {
    return VALUE.matcher(ADDRESS.matcher(text).replaceAll("***")).replaceAll("$1=***");
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
