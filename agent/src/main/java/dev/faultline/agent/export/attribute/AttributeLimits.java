// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.attribute;

/**
 * How long the value of an attribute may be, in every format. Set once, by the shipper, before
 * anything is written; see the RATIONALE.
 */
public final class AttributeLimits {
  private static final int USUAL = AttributeWriter.MAX_VALUE_LENGTH;

  private static volatile int maxLength = USUAL;

  private AttributeLimits() {}

  /**
   * Puts the setting in force.
   *
   * @param maxLength in characters, from 1 to 16 Ki: more is not taken of anything
   */
  public static void use(int maxLength) {
    AttributeLimits.maxLength = maxLength;
  }

  /** Most characters of a value that has no bound of its own. */
  public static int maxLength() {
    return maxLength;
  }

  /**
   * The bound of a value that has one of its own: as much less as the setting is below the usual,
   * and never more.
   */
  public static int of(int own) {
    int max = maxLength;
    return max >= USUAL ? own : (int) Math.max(1, (long) own * max / USUAL);
  }

  /** The text, or its beginning and "..." when it is longer than that; no pair is cut in half. */
  public static String cut(String text, int maxLength) {
    return text.length() <= maxLength ? text : text.substring(0, end(text, maxLength)) + "...";
  }

  /** Where a text ends that may be so long: at its end, or before a pair that would be halved. */
  public static int end(String text, int maxLength) {
    if (text.length() <= maxLength) return text.length();
    boolean halves = maxLength > 0 && Character.isHighSurrogate(text.charAt(maxLength - 1));
    return halves ? maxLength - 1 : maxLength;
  }
}
