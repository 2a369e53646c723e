// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.attribute;

/** Text that any receiver can read. */
public final class SoundText {
  private SoundText() {}

  /**
   * The text, cut at a length, without halves of surrogate pairs, which many a receiver answers by
   * refusing the whole batch.
   *
   * @param maxLength in characters; what is longer ends in three dots behind so many
   */
  public static String of(String text, int maxLength) {
    String cut = AttributeLimits.cut(text, maxLength);
    for (int i = 0; i < cut.length(); i++) {
      if (Character.isSurrogate(cut.charAt(i))) return withoutHalves(cut);
    }
    return cut;
  }

  private static String withoutHalves(String text) {
    StringBuilder whole = new StringBuilder(text);
    for (int i = 0; i < whole.length(); i++) {
      if (!Character.isSurrogate(whole.charAt(i))) continue;
      boolean pair =
          i + 1 < whole.length() && Character.isSurrogatePair(whole.charAt(i), whole.charAt(i + 1));
      if (pair) {
        i++;
      } else {
        whole.setCharAt(i, '\ufffd');
      }
    }
    return whole.toString();
  }
}
