// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.text;

import org.jspecify.annotations.Nullable;

/** Cuts of text that leave no half character behind. */
public final class Text {
  private static final String CUT = "...";

  private Text() {}

  /** Whether both are null, or equal. */
  public static boolean same(@Nullable String a, @Nullable String b) {
    return a == null ? b == null : a.equals(b);
  }

  /** The text, or its beginning and "..." when it is longer than {@code max} characters. */
  public static String clip(String text, int max) {
    return text.length() <= max ? text : head(text, max) + CUT;
  }

  /** The first {@code length} characters, or one less when that would split a pair. */
  public static String head(String text, int length) {
    if (text.length() <= length) return text;
    int end =
        length > 0 && Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    return text.substring(0, end);
  }

  /** Bytes that it takes in UTF-8. */
  public static int utf8Length(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) bytes += utf8Length(text.charAt(i));
    return bytes;
  }

  /** Each half of a pair counts two. */
  private static int utf8Length(char c) {
    if (c < 0x80) return 1;
    return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
  }

  /** No more than {@code maxBytes} of it, from both ends in equal parts. */
  public static String cutMiddle(String text, int maxBytes) {
    if (utf8Length(text) <= maxBytes) return text;
    int each = Math.max(0, (maxBytes - CUT.length() - 2) / 2);
    int head = 0;
    for (int room = each; (room -= utf8Length(text.charAt(head))) >= 0; ) head++;
    int tail = text.length();
    for (int room = each; (room -= utf8Length(text.charAt(tail - 1))) >= 0; ) tail--;
    if (tail < text.length() && Character.isLowSurrogate(text.charAt(tail))) tail++;
    return head(text, head) + "\n" + CUT + "\n" + text.substring(tail);
  }
}
