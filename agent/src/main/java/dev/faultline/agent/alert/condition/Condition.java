// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.condition;

import dev.faultline.agent.alert.event.AlertEvent;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** When a rule fires. Immutable; what it must remember of a group is its {@link Tracker}. */
public abstract class Condition {
  /** 0 where it has none. */
  public final long windowMillis;

  /** What kinds of event it looks at; unmodifiable. */
  public final Set<AlertEvent.Kind> kinds;

  Condition(long windowMillis, EnumSet<AlertEvent.Kind> kinds) {
    this.windowMillis = windowMillis;
    this.kinds = Collections.unmodifiableSet(EnumSet.copyOf(kinds));
  }

  /**
   * What it remembers of one more group.
   *
   * @param nowMillis when the group begins to be watched, since 1970
   */
  public abstract Tracker tracker(long nowMillis);

  /** Whether it is of the same kind, so that what one has begun the other can end. */
  public boolean isLike(Condition other) {
    return getClass() == other.getClass();
  }

  /**
   * Whether an event that a rule matches concerns it at all.
   *
   * @param isNew whether it is a fault of a group that was never seen before
   */
  public boolean concerns(AlertEvent event, boolean isNew) {
    return true;
  }

  /** Whether it is told once and then over, instead of going on until it is resolved. */
  public boolean isMoment() {
    return false;
  }

  /** Whether it goes on where nothing comes, so that a repeat needs no new event. */
  public boolean lastsWithoutEvents() {
    return false;
  }

  /** Whether a group must be remembered before it ever fired. */
  public boolean watches() {
    return false;
  }
}
