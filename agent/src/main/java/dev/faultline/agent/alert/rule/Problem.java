// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.rule;

/** What is wrong with a line of a rule file. Immutable. */
public final class Problem {
  public final String file;

  /** From 1. */
  public final int line;

  /** From 1, in chars. */
  public final int column;

  /** What was expected and what was found. */
  public final String text;

  Problem(String file, int line, int column, String text) {
    this.file = file;
    this.line = line;
    this.column = column;
    this.text = text;
  }

  /** {@code FILE:LINE:COLUMN: text}. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column + ": " + text;
  }
}
