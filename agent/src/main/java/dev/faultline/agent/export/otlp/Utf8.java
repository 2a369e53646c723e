// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import dev.faultline.agent.export.attribute.AttributeLimits;

/**
 * Text as UTF-8, without a copy in between. A text that is longer than it may be is cut and ends
 * with three dots; half of a surrogate pair is replaced, as no receiver takes that.
 */
final class Utf8 {
  private static final int DOTS = 3;

  private Utf8() {}

  /**
   * How many bytes a text takes.
   *
   * @param maxLength characters after which it is cut
   */
  static int length(String text, int maxLength) {
    int end = AttributeLimits.end(text, maxLength);
    int length = end < text.length() ? end + DOTS : end;
    int bits = 0;
    for (int i = 0; i < end; i++) bits |= text.charAt(i);
    if (bits < 0x80) return length; // most are
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c < 0x80) continue;
      length += c < 0x800 ? 1 : 2;
      if (isPair(text, i, end)) i++; // two characters, four bytes
    }
    return length;
  }

  /**
   * Writes a text.
   *
   * @param length what {@link #length} has said
   */
  @SuppressWarnings("deprecation") // the one copy of characters below 128 that is a plain copy
  static void write(String text, int maxLength, int length, byte[] into, int at) {
    int end = AttributeLimits.end(text, maxLength);
    int dots = end < text.length() ? DOTS : 0;
    if (length == end + dots) {
      text.getBytes(0, end, into, at);
    } else {
      encode(text, end, into, at);
    }
    for (int i = 1; i <= dots; i++) into[at + length - i] = '.';
  }

  private static void encode(String text, int end, byte[] into, int at) {
    for (int i = 0; i < end; i++) {
      int c = text.charAt(i);
      if (c < 0x80) {
        into[at++] = (byte) c;
      } else if (c < 0x800) {
        into[at++] = (byte) (0xc0 | c >> 6);
        into[at++] = (byte) (0x80 | c & 0x3f);
      } else if (isPair(text, i, end)) {
        int point = Character.toCodePoint((char) c, text.charAt(++i));
        into[at++] = (byte) (0xf0 | point >> 18);
        into[at++] = (byte) (0x80 | point >> 12 & 0x3f);
        into[at++] = (byte) (0x80 | point >> 6 & 0x3f);
        into[at++] = (byte) (0x80 | point & 0x3f);
      } else {
        if (Character.isSurrogate((char) c)) c = '\ufffd';
        into[at++] = (byte) (0xe0 | c >> 12);
        into[at++] = (byte) (0x80 | c >> 6 & 0x3f);
        into[at++] = (byte) (0x80 | c & 0x3f);
      }
    }
  }

  private static boolean isPair(String text, int i, int end) {
    return i + 1 < end && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
  }
}
