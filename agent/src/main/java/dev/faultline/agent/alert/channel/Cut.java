// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

/** Cuts that leave no half character behind. */
final class Cut {
  static final String MARK = "\u2026";

  private static final char REPLACEMENT = '\ufffd';

  private Cut() {}

  /** The longest beginning that measures no more than {@code max}; empty where nothing does. */
  static String head(String text, int max, Measure measure) {
    int sum = 0;
    int end = 0;
    while (end < text.length()) {
      int codePoint = text.codePointAt(end);
      sum += measure.of(codePoint);
      if (sum > max) break;
      end += Character.charCount(codePoint);
    }
    return text.substring(0, end);
  }

  /** The text, or a beginning and a mark that it was cut. */
  static String to(String text, int max, Measure measure) {
    if (measure.of(text) <= max) return text;
    int room = max - measure.of(MARK);
    return room < 0 ? head(text, max, measure) : head(text, room, measure) + MARK;
  }

  /** The first {@code length} UTF-16 units, or one less when that would split a pair. */
  static String chars(String text, int length) {
    if (text.length() <= length) return text;
    boolean splits = length > 0 && Character.isHighSurrogate(text.charAt(length - 1));
    return text.substring(0, splits ? length - 1 : length);
  }

  /**
   * On one line, fit for any encoding: white space in a row is one space, other control characters
   * and what turns the direction of writing are left out, half a pair is U+FFFD.
   */
  static String line(String text) {
    StringBuilder line = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      append(line, codePoint);
    }
    int end = line.length();
    return end > 0 && line.charAt(end - 1) == ' ' ? line.substring(0, end - 1) : line.toString();
  }

  private static void append(StringBuilder line, int c) {
    if (Character.isWhitespace(c) || c == 0x85) {
      if (line.length() > 0 && line.charAt(line.length() - 1) != ' ') line.append(' ');
    } else if (c >= 0xd800 && c <= 0xdfff) {
      line.append(REPLACEMENT);
    } else if (!Character.isISOControl(c) && !turns(c)) {
      line.appendCodePoint(c);
    }
  }

  private static boolean turns(int c) {
    return c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
  }
}
