// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.timing;

/**
 * The span of time that is asked about. Minutes are kept for the last hours; before that, an hour
 * is in it whole or not at all.
 */
final class TimingWindow {
  private static final int SLOTS = 30;

  final long from;
  final long to;
  final int slots;
  private final long slotMillis;

  /**
   * @param since milliseconds since 1970
   */
  TimingWindow(long since, long now) {
    // a whole minute, so that what is counted in it belongs in it
    from = Math.min(since, now) - Math.floorMod(Math.min(since, now), HourKey.MINUTE);
    to = now;
    long hours = (to - from + HourKey.HOUR - 1) / HourKey.HOUR;
    slots = hours > 2 ? (int) Math.min(SLOTS, hours) : SLOTS;
    slotMillis = Math.max(1, (to - from) / slots + 1);
  }

  long firstHour() {
    return from - Math.floorMod(from, HourKey.HOUR);
  }

  /** When a minute of an hour is counted; -1 when it is not in the window. */
  long time(long hour, int minute) {
    if (minute < MinuteBytes.WHOLE) {
      long at = hour + minute * HourKey.MINUTE;
      return at < from || at > to ? -1 : at;
    }
    long middle = hour + HourKey.HOUR / 2;
    return middle < from ? -1 : Math.min(middle, to);
  }

  int slot(long time) {
    return (int) Math.max(0, Math.min(slots - 1, (time - from) / slotMillis));
  }
}
