// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.event;

/** Small things about texts. */
public final class Texts {
  private Texts() {}

  /**
   * At most so many chars, the last three of them dots where it was longer; no surrogate pair is
   * cut in two.
   *
   * @param max at least 4
   */
  public static String clip(String text, int max) {
    if (text.length() <= max) return text;
    int end = Character.isHighSurrogate(text.charAt(max - 4)) ? max - 4 : max - 3;
    return text.substring(0, end) + "...";
  }
}
