// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import java.util.concurrent.TimeUnit;

/** How much a channel takes: two limits, both of which hold. Immutable. */
final class Rate {
  /** Far more than a person can read; a guard against ourselves. */
  static final Rate GENEROUS = new Rate(60, 60_000, 10, 1_000);

  final int perWindow;
  final long windowNanos;
  final int perBurst;
  final long burstNanos;

  Rate(int perWindow, long windowMillis, int perBurst, long burstMillis) {
    this.perWindow = perWindow;
    this.windowNanos = TimeUnit.MILLISECONDS.toNanos(windowMillis);
    this.perBurst = perBurst;
    this.burstNanos = TimeUnit.MILLISECONDS.toNanos(burstMillis);
  }

  static Rate perMinute(int times) {
    return new Rate(times, 60_000, times, 60_000);
  }
}
