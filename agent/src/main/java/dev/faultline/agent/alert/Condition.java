// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** When a rule fires. Immutable; what it must remember of a group is its {@link Tracker}. */
abstract class Condition {
  /** 0 where it has none. */
  final long windowMillis;

  /** What kinds of event it looks at. */
  final Set<AlertEvent.Kind> kinds;

  Condition(long windowMillis, EnumSet<AlertEvent.Kind> kinds) {
    this.windowMillis = windowMillis;
    this.kinds = Collections.unmodifiableSet(EnumSet.copyOf(kinds));
  }

  /**
   * @param nowMillis when the group begins to be watched
   */
  abstract Tracker tracker(long nowMillis);

  /** Whether it is of the same kind, so that what one has begun the other can end. */
  boolean isLike(Condition other) {
    return getClass() == other.getClass();
  }

  /** Whether an event that a rule matches concerns it at all. */
  boolean concerns(AlertEvent event, boolean isNew) {
    return true;
  }

  /** Whether it is told once and then over, instead of going on until it is resolved. */
  boolean isMoment() {
    return false;
  }

  /** Whether it goes on where nothing comes, so that a repeat needs no new event. */
  boolean lastsWithoutEvents() {
    return false;
  }

  /** Whether a group must be remembered before it ever fired. */
  boolean watches() {
    return false;
  }
}
