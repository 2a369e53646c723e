// SPDX-License-Identifier: Apache-2.0
package dev.faultline.demo;

/** Breaks text for a terminal. */
final class Lines {
  private Lines() {}

  /** The text after its head, broken between words, what follows below where it began. */
  static String wrap(String head, String text, int width) {
    StringBuilder lines = new StringBuilder(head);
    int column = head.length();
    for (String word : text.split(" ")) {
      boolean first = column == head.length();
      if (!first && column + 1 + word.length() > width) {
        lines.append(System.lineSeparator()).append(" ".repeat(head.length()));
        column = head.length();
        first = true;
      }
      lines.append(first ? "" : " ").append(word);
      column += word.length() + (first ? 0 : 1);
    }
    return lines.toString();
  }
}
