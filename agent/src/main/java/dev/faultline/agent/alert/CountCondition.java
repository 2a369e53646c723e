// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert;

import java.util.EnumSet;

/** So many events in a sliding window of their own time. */
final class CountCondition extends Condition {
  final long threshold;

  CountCondition(long threshold, long windowMillis, EnumSet<AlertEvent.Kind> kinds) {
    super(windowMillis, kinds);
    this.threshold = threshold;
  }

  @Override
  Tracker tracker(long nowMillis) {
    return new CountTracker(threshold, windowMillis, nowMillis);
  }
}
