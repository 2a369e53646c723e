// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert;

/** What a condition remembers of one group. Bounded. */
abstract class Tracker {
  /**
   * @param eventMillis the event's time, never after now
   */
  abstract void add(AlertEvent event, long eventMillis, long nowMillis);

  /** Right after an event was added. */
  abstract Verdict onEvent(long nowMillis);

  /** At any time. */
  abstract Verdict verdict(long nowMillis);

  /** Until when a yes holds if nothing more comes; unused but for a rule with a "for". */
  long holdsUntil(long nowMillis) {
    return nowMillis;
  }

  /** How many events of those added count for what is told. */
  abstract long told(AlertEvent event);

  /** How many of them there are in the window. */
  abstract long inWindow(long nowMillis);

  /** Whether what fires has been quiet for long enough. */
  abstract boolean isOver(long nowMillis, long keepMillis);

  /** Whether nothing is lost when it is forgotten, as long as it does not fire. */
  abstract boolean isIdle(long nowMillis);

  /** What must grow tenfold to be told again. */
  double size(long count, long nowMillis) {
    return count;
  }

  /** Empty of a plain count. */
  String measured(long nowMillis) {
    return "";
  }

  /** It was over: begin anew. */
  void reset() {}
}
