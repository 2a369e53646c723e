// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.condition;

/** Durations as rules write them. */
public final class Durations {
  private static final long[] MILLIS = {86_400_000L, 3_600_000L, 60_000L, 1_000L};
  private static final String[] UNITS = {"day", "hour", "minute", "second"};

  private Durations() {}

  /** In the largest unit of which there is at least one; what is left over is left out. */
  static String tell(long millis) {
    for (int i = 0; i < MILLIS.length; i++) {
      long n = millis / MILLIS[i];
      if (n > 0) return n + " " + UNITS[i] + (n == 1 ? "" : "s");
    }
    return millis + " ms";
  }

  /**
   * How long one of a unit is, in milliseconds; 0 where it is no unit.
   *
   * @param unit such as {@code s} or {@code minutes}, in lower case
   */
  public static double unitMillis(String unit) {
    switch (unit) {
      case "ms":
      case "millisecond":
      case "milliseconds":
        return 1;
      case "s":
      case "sec":
      case "secs":
      case "second":
      case "seconds":
        return MILLIS[3];
      case "m":
      case "min":
      case "mins":
      case "minute":
      case "minutes":
        return MILLIS[2];
      case "h":
      case "hour":
      case "hours":
        return MILLIS[1];
      case "d":
      case "day":
      case "days":
        return MILLIS[0];
      default:
        return 0;
    }
  }
}
