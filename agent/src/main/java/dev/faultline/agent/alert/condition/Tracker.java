// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.condition;

import dev.faultline.agent.alert.event.AlertEvent;
import dev.faultline.agent.alert.state.Incident;

/**
 * What a condition remembers of one group. Bounded. All times are in milliseconds since 1970, and
 * {@code now} is the caller's, which must not go back. Not thread-safe.
 */
public abstract class Tracker {
  /** It goes on with what was known before a restart, or a change of its rule. */
  public void goOn(Incident kept) {}

  /**
   * @param eventMillis the event's time, never after now
   */
  public abstract void add(AlertEvent event, long eventMillis, long nowMillis);

  /** Right after an event was added. */
  public abstract Verdict onEvent(long nowMillis);

  /** As time goes by; undecided where only events decide. */
  public Verdict onTime(long nowMillis) {
    return Verdict.UNDECIDED;
  }

  /**
   * Of what is met, but must stay so until a deadline: yes when it has, no when it has not, else
   * undecided.
   */
  public Verdict holds(long deadlineMillis, long nowMillis) {
    Verdict now = onTime(nowMillis);
    return now == Verdict.YES && nowMillis < deadlineMillis ? Verdict.UNDECIDED : now;
  }

  /** How many events of those that an event stands for are told in messages. */
  public long told(AlertEvent event) {
    return event.count;
  }

  /** Whether one is worth showing, counted or not. */
  public boolean shows(AlertEvent event) {
    return true;
  }

  /** How many of those told there are in the window. */
  public abstract long inWindow(long nowMillis);

  /** When the first of them was. */
  public abstract long firstMillis(long nowMillis);

  /**
   * Whether what fires has been quiet for long enough.
   *
   * @param begunMillis when it was first met, by the caller's clock
   * @param keepMillis for how long at least
   */
  public abstract boolean isOver(long begunMillis, long nowMillis, long keepMillis);

  /** Whether nothing is lost when it is forgotten, as long as it does not fire. */
  public abstract boolean isIdle(long nowMillis);

  /** What must grow tenfold to be told again. */
  public double size(long count, long nowMillis) {
    return count;
  }

  /** Empty of a plain count. */
  public String measured(long nowMillis) {
    return "";
  }

  /** It was over: begin anew. */
  public void reset() {}
}
