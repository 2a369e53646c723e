// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.status;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of cells under one another, numbers to the right. */
final class Table {
  private final List<String[]> rows = new ArrayList<>();
  private final int texts;

  /**
   * @param texts how many of the first columns are no numbers
   */
  Table(int texts, String... head) {
    this.texts = texts;
    rows.add(head);
  }

  void row(String... cells) {
    rows.add(cells);
  }

  @Override
  public String toString() {
    int[] widths = widths();
    StringBuilder text = new StringBuilder();
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.length; i++) {
        String pad = spaces(widths[i] - row[i].length());
        line.append("  ").append(i < texts ? row[i] + pad : pad + row[i]);
      }
      text.append(trimEnd(line)).append('\n');
    }
    return text.toString();
  }

  private int[] widths() {
    int[] widths = new int[rows.get(0).length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) widths[i] = Math.max(widths[i], row[i].length());
    }
    return widths;
  }

  private static String spaces(int count) {
    char[] spaces = new char[count];
    Arrays.fill(spaces, ' ');
    return new String(spaces);
  }

  private static StringBuilder trimEnd(StringBuilder line) {
    while (line.length() > 0 && line.charAt(line.length() - 1) == ' ') {
      line.setLength(line.length() - 1);
    }
    return line;
  }
}
