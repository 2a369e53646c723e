// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.timing;

import org.jspecify.annotations.Nullable;

/** A row of {@code timing_hour}; without bounds, one of {@code timing_spans}. */
final class HourKey {
  static final long MINUTE = 60_000;
  static final long HOUR = 60 * MINUTE;

  final int kind;

  /** When it begins. */
  final long hour;

  final long timed;
  final int bounds;

  HourKey(int kind, long millis, long timed, int bounds) {
    this.kind = kind;
    this.hour = millis - Math.floorMod(millis, HOUR);
    this.timed = timed;
    this.bounds = bounds;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof HourKey)) return false;
    HourKey that = (HourKey) other;
    return timed == that.timed && hour == that.hour && kind == that.kind && bounds == that.bounds;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(timed * 31 + hour) * 31 + kind * 200 + bounds;
  }
}
