// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.table;

/** Times as the tables have them, in milliseconds. */
public final class Times {
  public static final long MINUTE = 60_000;
  public static final long HOUR = 60 * MINUTE;
  public static final long DAY = 24 * HOUR;
  private static final long MAX_AGE = 90 * DAY;

  private Times() {}

  public static long millis(long nanos) {
    return nanos / 1_000_000;
  }

  /** When something was seen that says so; now where it does not, and hardly in the future. */
  public static long seen(long nanos, long receivedMillis) {
    return nanos <= 0 ? receivedMillis : Math.min(millis(nanos), receivedMillis + HOUR);
  }

  /**
   * Where something is counted that says to be of that time; by our own clock where its time is
   * absent or absurd, as columns of years to come would stay for years.
   */
  public static long slotted(long nanos, long receivedMillis) {
    long millis = millis(nanos);
    boolean absurd = millis > receivedMillis + HOUR || millis < receivedMillis - MAX_AGE;
    return absurd ? receivedMillis : millis;
  }
}
