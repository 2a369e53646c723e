// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert;

/** Whether so many events lie within a window that ends at the newest of them. */
final class CountTracker extends Tracker {
  private final long threshold;
  private final long windowMillis;
  private final TimeRing ring;
  private long lastMillis;
  private long inWindow;

  CountTracker(long threshold, long windowMillis, long nowMillis) {
    this.threshold = threshold;
    this.windowMillis = windowMillis;
    ring = new TimeRing(threshold, windowMillis);
    lastMillis = nowMillis; // of a group taken over from before a restart, or added to at once
  }

  @Override
  void add(AlertEvent event, long eventMillis, long nowMillis) {
    if (event.count == 0) return;
    boolean isFirst = ring.isEmpty();
    inWindow = ring.add(eventMillis, event.count);
    lastMillis = isFirst ? eventMillis : Math.max(lastMillis, eventMillis);
  }

  @Override
  Verdict onEvent(long nowMillis) {
    return ring.total() >= threshold ? Verdict.YES : Verdict.NO;
  }

  @Override
  Verdict verdict(long nowMillis) {
    return onEvent(nowMillis) == Verdict.YES && nowMillis <= holdsUntil(nowMillis)
        ? Verdict.YES
        : Verdict.NO;
  }

  @Override
  long holdsUntil(long nowMillis) {
    return ring.isEmpty() ? nowMillis : ring.oldest() + windowMillis;
  }

  @Override
  long told(AlertEvent event) {
    return event.count;
  }

  @Override
  long inWindow(long nowMillis) {
    return inWindow;
  }

  @Override
  boolean isOver(long nowMillis, long keepMillis) {
    return nowMillis - lastMillis >= Math.max(windowMillis, keepMillis);
  }

  @Override
  boolean isIdle(long nowMillis) {
    return nowMillis - lastMillis > windowMillis;
  }

  @Override
  void reset() {
    ring.clear();
  }
}
