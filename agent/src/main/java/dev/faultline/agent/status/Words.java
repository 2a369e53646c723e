// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.status;

/** Times and sizes as people say them. */
final class Words {
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private Words() {}

  /** Such as {@code 3 min 20 s}: the two largest units. */
  static String time(long millis) {
    long seconds = Math.max(0, millis / 1000);
    if (seconds < MINUTE) return seconds + " s";
    if (seconds < HOUR) return seconds / MINUTE + " min " + seconds % MINUTE + " s";
    if (seconds < DAY) return seconds / HOUR + " h " + seconds % HOUR / MINUTE + " min";
    return seconds / DAY + " d " + seconds % DAY / HOUR + " h";
  }

  /** Such as {@code 12 KB}, rounded up. */
  static String size(long bytes) {
    if (bytes < 1024) return bytes + " B";
    if (bytes < 1 << 20) return (bytes + 1023 >> 10) + " KB";
    return (bytes + (1 << 20) - 1 >> 20) + " MB";
  }
}
