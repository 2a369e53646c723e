// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.influx;

import java.util.Locale;

/** Text as line protocol has it, which knows no way to write a line break or an empty tag. */
final class Escapes {
  /** Tags are an index; what is longer than this is no name of anything. */
  private static final int MAX_TAG_LENGTH = 256;

  private static final String EMPTY = "(empty)";

  private Escapes() {}

  /**
   * A name of a measurement, tag or field as it can be used in InfluxQL without quotes: {@code
   * http.route} becomes {@code http_route}.
   */
  static String name(String name) {
    StringBuilder safe = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      safe.append(plain ? c : '_');
    }
    return safe.toString();
  }

  /** The name of a constant, such as {@code cancelled_schedule}. */
  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /**
   * A tag's value. A backslash stands for itself, but for one that is followed by what is escaped.
   */
  static String tag(String value) {
    if (value.isEmpty()) return EMPTY;
    StringBuilder safe = new StringBuilder(value.length() + 8);
    int c;
    for (int i = 0; i < value.length() && i < MAX_TAG_LENGTH; i += Character.charCount(c)) {
      c = value.codePointAt(i);
      if (c == ',' || c == '=' || c == ' ') safe.append('\\');
      safe.appendCodePoint(isPrintable(c) ? c : '_');
    }
    int last = safe.length() - 1;
    if (safe.charAt(last) == '\\') safe.setCharAt(last, '/'); // it would escape what ends the tag
    return safe.toString();
  }

  /** A field's value, with its quotes. */
  static void string(String value, int maxLength, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < value.length() && i < maxLength; i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') out.append('\\');
      out.append(Character.isISOControl(c) ? ' ' : c);
    }
    if (value.length() > maxLength) out.append("...");
    out.append('"');
  }

  /** Versions that check tags refuse the point for anything else. */
  private static boolean isPrintable(int c) {
    if (c == ' ') return true;
    if (c == 0xfffd) return false;
    switch (Character.getType(c)) {
      case Character.CONTROL:
      case Character.FORMAT:
      case Character.UNASSIGNED:
      case Character.PRIVATE_USE:
      case Character.SURROGATE:
      case Character.LINE_SEPARATOR:
      case Character.PARAGRAPH_SEPARATOR:
      case Character.SPACE_SEPARATOR:
        return false;
      default:
        return true;
    }
  }
}
