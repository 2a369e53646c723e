// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.state.WeakIdentityMap;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.SpanType;
import dev.faultline.bootstrap.trace.Trace;
import java.util.concurrent.ForkJoinTask;
import org.jspecify.annotations.Nullable;

/**
 * The tickets of all tasks that wait to be run, attached to the tasks from outside, so that a task
 * stays the object that the application handed in.
 *
 * <p>One instance may wait several times (a lambda that captures nothing is one object for the
 * whole JVM): the newest ticket is given out first. Which run gets which does not matter, since the
 * runs are the same; see the RATIONALE of the executor probe.
 */
final class TaskTickets {
  /** After this, what belongs to a trace by its history belongs to it no more; see RATIONALE. */
  static final long MAX_AGE_NANOS = 60_000_000_000L;

  private static final WeakIdentityMap<TaskTicket> TICKETS = new WeakIdentityMap<>();

  /**
   * Whether there was ever a ticket. Until then a task need not be looked up, which would cost its
   * identity hash. Not a count of those outstanding: all cores would write to it all the time.
   */
  private static volatile boolean used;

  private TaskTickets() {}

  /** Attaches a ticket for the trace that this thread works for. */
  static TaskTicket attach(
      CurrentTrace current, Trace trace, Object task, boolean forked, long dueNanos) {
    if (task instanceof ForkJoinTask) {
      TaskTicket earlier = TICKETS.get(task);
      if (earlier != null) return renew(earlier, dueNanos);
    }
    if (!forked) current.markParent();
    TaskTicket ticket = new TaskTicket(trace, current.parentId(), forked, dueNanos);
    if (!used) used = true;
    TICKETS.add(task, ticket);
    return ticket;
  }

  /**
   * A ForkJoinTask is run once, so the ticket it has is of this very run: it was attached by an
   * outer call, or when a dependent of a CompletableFuture was registered. That trace wins.
   */
  private static TaskTicket renew(TaskTicket earlier, long dueNanos) {
    if (earlier.dueNanos == 0) earlier.dueNanos = dueNanos;
    return earlier;
  }

  /** Takes the ticket of a task that begins to run; null when it has none. */
  static @Nullable TaskTicket take(Object task) {
    return used ? TICKETS.remove(task) : null;
  }

  /** Takes a certain ticket back, of a task that will not run. */
  static void takeBack(Object task, TaskTicket ticket) {
    TICKETS.remove(task, ticket);
  }

  /**
   * Whether a trace is too old to take in more tasks: a request that has been over for a minute, or
   * a task's own trace that began a minute ago (an accept loop, a task that hands in itself).
   */
  static boolean isTooOld(Trace trace, long nowNanos) {
    if (trace.root.type == SpanType.TASK) return nowNanos - trace.root.startNanos > MAX_AGE_NANOS;
    return trace.isOver() && nowNanos - trace.root.endNanos > MAX_AGE_NANOS;
  }

  /** Tickets not taken, of tasks that wait, and some of tasks that are gone. */
  static int outstanding() {
    return TICKETS.size();
  }
}
