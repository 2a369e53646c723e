// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.condition;

import dev.faultline.agent.alert.event.AlertEvent;
import java.util.EnumSet;

/** So many events in a sliding window of their own time. */
public final class CountCondition extends Condition {
  /** How many it takes. */
  public final long threshold;

  /**
   * @param threshold at least 1
   * @param windowMillis at least 1
   * @param kinds what to count; not empty
   */
  public CountCondition(long threshold, long windowMillis, EnumSet<AlertEvent.Kind> kinds) {
    super(windowMillis, kinds);
    this.threshold = threshold;
  }

  @Override
  public Tracker tracker(long nowMillis) {
    return new CountTracker(threshold, windowMillis, nowMillis);
  }
}
