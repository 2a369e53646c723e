// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.condition;

import dev.faultline.agent.alert.event.AlertEvent;
import java.util.EnumSet;

/** A fault of a group that was never seen before, or one that was resolved and has come back. */
public final class FirstCondition extends Condition {
  private final boolean regressed;

  /**
   * @param regressed whether it is for those that have come back
   */
  public FirstCondition(boolean regressed) {
    super(0, EnumSet.of(AlertEvent.Kind.FAULT));
    this.regressed = regressed;
  }

  /** Whether it is worth a grace period at the start: many are new then. */
  public boolean hasGrace() {
    return !regressed;
  }

  @Override
  public boolean isLike(Condition other) {
    return super.isLike(other) && ((FirstCondition) other).regressed == regressed;
  }

  @Override
  public Tracker tracker(long nowMillis) {
    return new Once();
  }

  @Override
  public boolean concerns(AlertEvent event, boolean isNew) {
    return regressed ? event.regressed : isNew;
  }

  @Override
  public boolean isMoment() {
    return true;
  }

  /** Fires with its first event. */
  private static final class Once extends Tracker {
    private long count;
    private long firstMillis;

    @Override
    public void add(AlertEvent event, long eventMillis, long nowMillis) {
      if (count == 0) firstMillis = eventMillis;
      count += event.count;
    }

    @Override
    public Verdict onEvent(long nowMillis) {
      return Verdict.YES;
    }

    @Override
    public long inWindow(long nowMillis) {
      return count;
    }

    @Override
    public long firstMillis(long nowMillis) {
      return firstMillis;
    }

    @Override
    public boolean isOver(long begunMillis, long nowMillis, long keepMillis) {
      return false;
    }

    @Override
    public boolean isIdle(long nowMillis) {
      return true;
    }
  }
}
