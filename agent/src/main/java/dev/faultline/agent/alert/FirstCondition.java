// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert;

import java.util.EnumSet;

/** A fault of a group that was never seen before, or one that was resolved and has come back. */
final class FirstCondition extends Condition {
  private final boolean regressed;

  FirstCondition(boolean regressed) {
    super(0, EnumSet.of(AlertEvent.Kind.FAULT));
    this.regressed = regressed;
  }

  /** Whether it is worth a grace period at the start: many are new then. */
  boolean hasGrace() {
    return !regressed;
  }

  @Override
  boolean isLike(Condition other) {
    return super.isLike(other) && ((FirstCondition) other).regressed == regressed;
  }

  @Override
  Tracker tracker(long nowMillis) {
    return new Once();
  }

  @Override
  boolean concerns(AlertEvent event, boolean isNew) {
    return regressed ? event.regressed : isNew;
  }

  @Override
  boolean isMoment() {
    return true;
  }

  /** Fires with its first event. */
  private static final class Once extends Tracker {
    private long count;
    private long firstMillis;

    @Override
    void add(AlertEvent event, long eventMillis, long nowMillis) {
      if (count == 0) firstMillis = eventMillis;
      count += event.count;
    }

    @Override
    Verdict onEvent(long nowMillis) {
      return Verdict.YES;
    }

    @Override
    long inWindow(long nowMillis) {
      return count;
    }

    @Override
    long firstMillis(long nowMillis) {
      return firstMillis;
    }

    @Override
    boolean isOver(long begunMillis, long nowMillis, long keepMillis) {
      return false;
    }

    @Override
    boolean isIdle(long nowMillis) {
      return true;
    }
  }
}
