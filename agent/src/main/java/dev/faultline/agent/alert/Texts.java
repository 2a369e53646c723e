// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert;

/** Small things about texts. */
final class Texts {
  private Texts() {}

  /** At most so many chars; no surrogate pair is cut in two. */
  static String clip(String text, int max) {
    if (text.length() <= max) return text;
    int end = Character.isHighSurrogate(text.charAt(max - 4)) ? max - 4 : max - 3;
    return text.substring(0, end) + "...";
  }
}
