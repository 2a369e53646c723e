// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Meter;
import dev.faultline.bootstrap.trace.Trace;
import java.util.List;
import java.util.concurrent.Delayed;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Called by the executors of the JDK where a task is handed in, or taken out again. The trace of
 * the thread that hands it in goes along as a {@link TaskTicket}; {@link TaskHook} takes it.
 */
public final class TaskHandInHook {
  private static final ProbeSwitch SWITCH = ProbeSwitch.EXECUTOR;

  private TaskHandInHook() {}

  /** A task is about to be handed to a pool of threads. */
  public static @Nullable Object handIn(@Nullable Object task) {
    if (!SWITCH.isOn() || task == null) return null;
    return ticket(task, false);
  }

  /** A task is about to be handed to a ForkJoinPool from outside of it, or by one of its tasks. */
  public static @Nullable Object handIn(ForkJoinPool pool, @Nullable Object task) {
    // The order matters: inside of the scheduler of virtual threads, no thread local is touched.
    if (!SWITCH.isOn() || task == null || JdkThreads.isScheduler(pool)) return null;
    return ticket(task, false);
  }

  /** A task is about to be scheduled. One that repeats gets no ticket: each run is for itself. */
  public static @Nullable Object handInScheduled(ThreadPoolExecutor pool, @Nullable Object task) {
    if (!SWITCH.isOn() || task == null || JdkThreads.isScheduler(pool)) return null;
    CurrentTrace current = CurrentTrace.ifAny();
    if (current == null || current.isInHook()) return null;
    Trace trace = carried(current);
    if (trace == null || !current.enterHook()) return null;
    try {
      if (task instanceof RunnableScheduledFuture
          && ((RunnableScheduledFuture<?>) task).isPeriodic()) {
        return null;
      }
      long now = System.nanoTime();
      return timed(current, trace, task, now, now + Math.max(0, delay(task)));
    } finally {
      current.exitHook();
    }
  }

  /** A ForkJoinTask is about to be forked: a part of what this thread is doing. */
  public static void fork(Object task) {
    if (SWITCH.isOn()) ticket(task, true);
  }

  /** Handing in has ended. A task that was not taken must not keep its ticket for a later run. */
  public static void handedIn(
      @Nullable Object task, @Nullable Object ticket, @Nullable Throwable thrown) {
    TaskRuns runs = TaskRuns.ifAny();
    boolean rejected = runs != null && runs.clearRejected();
    if (task == null || ticket == null) return;
    if (rejected || thrown != null) TaskTickets.takeBack(task, (TaskTicket) ticket);
  }

  /** As {@link #handedIn(Object, Object, Throwable)}, to a ForkJoinPool. */
  public static void handedIn(
      ForkJoinPool pool,
      @Nullable Object task,
      @Nullable Object ticket,
      @Nullable Throwable thrown) {
    if (thrown != null) RejectionHook.rejected(pool, task, thrown);
    handedIn(task, ticket, thrown);
  }

  /**
   * A task was made that a scheduled pool is to run.
   *
   * @param period 0 unless it repeats
   */
  public static void scheduled(Object task, long period) {
    if (period != 0 && SWITCH.isOn()) RepeatedTasks.made(task);
  }

  /** A dependent of a CompletableFuture was registered, which an executor will run. */
  public static void registered(@Nullable Object executor, Object dependent) {
    if (executor == null || !SWITCH.isOn()) return;
    CurrentTrace current = CurrentTrace.ifAny();
    if (current == null || current.isInHook()) return;
    Trace trace = carried(current);
    if (trace != null) attach(current, trace, dependent, false);
  }

  /**
   * A task was made that a fork-join pool is to run later.
   *
   * @param nextDelay 0 unless it repeats
   */
  public static void delayed(@Nullable ForkJoinPool pool, Object task, long nextDelay) {
    scheduled(task, nextDelay);
    if (!SWITCH.isOn() || nextDelay != 0) return;
    if (pool == null || JdkThreads.isScheduler(pool)) return;
    CurrentTrace current = CurrentTrace.ifAny();
    if (current == null || current.isInHook()) return;
    Trace trace = carried(current);
    if (trace == null) return;
    long now = System.nanoTime();
    timed(current, trace, task, now, now + Math.max(0, delay(task)));
  }

  /** A task may have been taken out of its pool's queue, so that it will not run. */
  public static void removed(@Nullable Object task, boolean removed) {
    if (removed && task != null) TaskTickets.take(task);
  }

  /** Tasks were taken out of their pool's queue, and will not run there. */
  public static void drained(@Nullable List<?> tasks) {
    if (tasks == null) return;
    for (int i = 0; i < tasks.size(); i++) removed(tasks.get(i), true);
  }

  private static @Nullable TaskTicket ticket(Object task, boolean forked) {
    CurrentTrace current = CurrentTrace.ifAny();
    if (current == null || current.isInHook()) return null;
    Trace trace = carried(current);
    if (trace == null) return null;
    if (forked) return attach(current, trace, task, true);
    long now = System.nanoTime();
    return timed(current, trace, task, now, now);
  }

  private static @Nullable TaskTicket timed(
      CurrentTrace current, Trace trace, Object task, long now, long due) {
    TaskTicket ticket = ticket(current, trace, task, now, due);
    Meter.since(current, now);
    return ticket;
  }

  private static @Nullable TaskTicket ticket(
      CurrentTrace current, Trace trace, Object task, long now, long due) {
    if (TaskTickets.isTooOld(trace, now) || IgnoredTasks.isIgnored(task)) return null;
    return TaskTickets.attach(current, trace, task, false, due);
  }

  /** For work that begins at once, or whenever what it depends on is done. */
  private static TaskTicket attach(CurrentTrace current, Trace trace, Object task, boolean forked) {
    long began = Meter.begin(current);
    return Meter.end(began, TaskTickets.attach(current, trace, task, forked, 0));
  }

  /**
   * The trace that a task takes along. What a driver or a pool hands in while the application waits
   * for it (a cleaner, a thread that makes connections) is none of the application's work.
   */
  static @Nullable Trace carried(CurrentTrace current) {
    return JdbcCall.open(current) == null ? current.trace() : null;
  }

  private static long delay(Object task) {
    return task instanceof Delayed ? ((Delayed) task).getDelay(TimeUnit.NANOSECONDS) : 0;
  }
}
