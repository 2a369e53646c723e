// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare;

import java.util.List;
import java.util.Locale;

/** Rows of a table, and numbers with as many digits as mean something. */
final class Markdown {
  private final StringBuilder text = new StringBuilder();

  void paragraph(String paragraph) {
    text.append(paragraph).append("\n\n");
  }

  void header(List<String> cells) {
    row(cells);
    text.append("|---".repeat(cells.size())).append("|\n");
  }

  void row(List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  void end() {
    text.append('\n');
  }

  static String number(double value) {
    double size = Math.abs(value);
    String format = size < 10 ? "%.2f" : size < 100 ? "%.1f" : "%,.0f";
    return String.format(Locale.ROOT, format, value);
  }

  static String signed(double value) {
    return (value >= 0 ? "+" : "") + number(value);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
