// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.condition;

import dev.faultline.agent.alert.event.AlertEvent;

/** Whether so many events lie within a window that ends at the newest of them. */
final class CountTracker extends Tracker {
  private final long threshold;
  private final long windowMillis;
  private final TimeRing ring;
  private long lastMillis;
  private long inWindow;
  private long firstMillis;

  /**
   * @param nowMillis what was taken over from before a restart is quiet from then on
   */
  CountTracker(long threshold, long windowMillis, long nowMillis) {
    this.threshold = threshold;
    this.windowMillis = windowMillis;
    ring = new TimeRing(threshold, windowMillis);
    lastMillis = nowMillis;
  }

  @Override
  public void add(AlertEvent event, long eventMillis, long nowMillis) {
    if (event.count == 0) return;
    boolean isFirst = ring.isEmpty();
    ring.add(eventMillis, event.count);
    inWindow = ring.total();
    firstMillis = ring.oldest();
    ring.trim();
    lastMillis = isFirst ? eventMillis : Math.max(lastMillis, eventMillis);
  }

  @Override
  public Verdict onEvent(long nowMillis) {
    return ring.total() >= threshold ? Verdict.YES : Verdict.NO;
  }

  /** To the millisecond, however seldom it is asked. */
  @Override
  public Verdict holds(long deadlineMillis, long nowMillis) {
    long untilMillis = ring.oldest() + windowMillis;
    if (nowMillis >= deadlineMillis && untilMillis >= deadlineMillis) return Verdict.YES;
    return nowMillis > untilMillis ? Verdict.NO : Verdict.UNDECIDED;
  }

  @Override
  public long inWindow(long nowMillis) {
    return inWindow;
  }

  @Override
  public long firstMillis(long nowMillis) {
    return firstMillis;
  }

  @Override
  public boolean isOver(long begunMillis, long nowMillis, long keepMillis) {
    // Its events may have been delayed: what begins now is not over already.
    long quietMillis = nowMillis - Math.max(lastMillis, begunMillis);
    return quietMillis >= Math.max(windowMillis, keepMillis);
  }

  @Override
  public boolean isIdle(long nowMillis) {
    // An event that is late by a window may still count with one a window before it.
    return nowMillis - lastMillis > 2 * windowMillis;
  }

  @Override
  public void reset() {
    ring.clear();
  }
}
