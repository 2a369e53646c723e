// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Trace;
import java.util.List;
import java.util.concurrent.Delayed;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Called by the executors of the JDK: where a task is handed in, where it is run, and where it
 * fails. The trace of the thread that hands it in goes along as a {@link TaskTicket}.
 */
public final class TaskHook {
  private static final ProbeSwitch SWITCH = ProbeSwitch.EXECUTOR;

  private TaskHook() {}

  // Handing in

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
    Trace trace = current.trace();
    if (trace == null || !current.enterHook()) return null;
    try {
      if (task instanceof RunnableScheduledFuture
          && ((RunnableScheduledFuture<?>) task).isPeriodic()) {
        return null;
      }
      long now = System.nanoTime();
      return ticket(current, trace, task, now, now + Math.max(0, delay(task)));
    } finally {
      current.exitHook();
    }
  }

  /** A ForkJoinTask is about to be forked: a part of what this thread is doing. */
  public static void fork(Object task) {
    if (SWITCH.isOn()) ticket(task, true);
  }

  /** A pool has rejected the task that this thread is handing in, whatever its handler did. */
  public static void rejected() {
    if (CurrentTrace.ifAny() != null) TaskRuns.get().rejected = true;
  }

  /** Handing in has ended. A task that was not taken must not keep its ticket for a later run. */
  public static void handedIn(
      @Nullable Object task, @Nullable Object ticket, @Nullable Throwable thrown) {
    TaskRuns runs = TaskRuns.ifAny();
    boolean rejected = runs != null && runs.clearRejected();
    if (task == null || ticket == null) return;
    if (rejected || thrown != null) TaskTickets.takeBack(task, (TaskTicket) ticket);
  }

  /** A dependent of a CompletableFuture was registered, which an executor will run. */
  public static void registered(@Nullable Object executor, Object dependent) {
    if (executor == null || !SWITCH.isOn()) return;
    CurrentTrace current = CurrentTrace.ifAny();
    if (current == null || current.isInHook()) return;
    Trace trace = current.trace();
    if (trace != null) TaskTickets.attach(current, trace, dependent, false, 0);
  }

  /**
   * A task was made that a fork-join pool is to run later.
   *
   * @param nextDelay 0 unless it repeats
   */
  public static void delayed(@Nullable ForkJoinPool pool, Object task, long nextDelay) {
    if (!SWITCH.isOn() || nextDelay != 0) return;
    if (pool == null || JdkThreads.isScheduler(pool)) return;
    CurrentTrace current = CurrentTrace.ifAny();
    if (current == null || current.isInHook()) return;
    Trace trace = current.trace();
    if (trace == null) return;
    long now = System.nanoTime();
    ticket(current, trace, task, now, now + Math.max(0, delay(task)));
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
    Trace trace = current.trace();
    if (trace == null) return null;
    if (forked) return TaskTickets.attach(current, trace, task, true, 0);
    long now = System.nanoTime();
    return ticket(current, trace, task, now, now);
  }

  private static @Nullable TaskTicket ticket(
      CurrentTrace current, Trace trace, Object task, long now, long due) {
    if (TaskTickets.isTooOld(trace, now) || IgnoredTasks.isIgnored(task)) return null;
    return TaskTickets.attach(current, trace, task, false, due);
  }

  private static long delay(Object task) {
    return task instanceof Delayed ? ((Delayed) task).getDelay(TimeUnit.NANOSECONDS) : 0;
  }

  // Running

  /** A pool's worker is about to run a task. Called in the middle of a method: throws nothing. */
  public static void begin(Object task, Object executor) {
    if (!SWITCH.isOn()) return;
    try {
      if (JdkThreads.isInternal(Thread.currentThread())) return;
      TaskRun run = begin(task, executor, TaskTickets.take(task));
      if (run != null) run.ofWorker = true;
    } catch (Throwable failure) {
      SWITCH.failed(failure);
    }
  }

  /** A pool's worker has run a task, and nothing was thrown. */
  public static void end() {
    endWorkerRun(null);
  }

  /**
   * What a task has thrown is about to end a pool's worker. Called for the same throwable as often
   * as it is caught and rethrown on its way.
   */
  public static void endExceptionally(Throwable thrown) {
    endWorkerRun(thrown);
  }

  private static void endWorkerRun(@Nullable Throwable thrown) {
    try {
      TaskRuns runs = TaskRuns.ifAny();
      if (runs == null) return;
      TaskRun run = runs.ofWorker();
      if (run == null) return;
      if (thrown != null) tell(runs, thrown);
      runs.endedBy = thrown;
      runs.end(run);
    } catch (Throwable failure) {
      SWITCH.failed(failure);
    }
  }

  /**
   * A pool's worker ends. What it throws was told when its task ended, unless it was not the task
   * that threw it, but the pool's own beforeExecute or afterExecute.
   */
  public static void workerEnded(@Nullable Throwable thrown) {
    if (!SWITCH.isOn() || thrown == null) return;
    TaskRuns runs = TaskRuns.get();
    if (runs.endedBy != thrown) tell(runs, thrown);
    runs.endedBy = null;
  }

  /** A ForkJoinTask is about to run, on a worker, or on a thread that waits for it. */
  public static @Nullable Object beginForkJoin(ForkJoinTask<?> task) {
    if (!SWITCH.isOn()) return null;
    Thread thread = Thread.currentThread();
    if (JdkThreads.isInternal(thread)) return null;
    TaskTicket ticket = TaskTickets.take(task);
    if (ticket == null && !ForkJoinTasks.isEntry(task, thread)) return null;
    return begin(task, ForkJoinTasks.pool(thread), ticket);
  }

  /**
   * A FutureTask is about to run. Most are run by a pool's worker, and known already; here come
   * those that got a ticket on another way, or have a thread of their own.
   */
  public static @Nullable Object beginFuture(Object task, @Nullable Object callable) {
    return beginFuture(task, callable, false);
  }

  /** As {@link #beginFuture(Object, Object)}, for one that repeats. */
  public static @Nullable Object beginPeriodic(Object task, @Nullable Object callable) {
    return beginFuture(task, callable, true);
  }

  private static @Nullable Object beginFuture(
      Object task, @Nullable Object callable, boolean periodic) {
    if (!SWITCH.isOn() || JdkThreads.isInternal(Thread.currentThread())) return null;
    TaskRuns runs = TaskRuns.ifAny();
    TaskRun open = runs == null ? null : runs.top();
    boolean known = open != null && open.isOf(task);
    TaskRun run = known ? open : begin(task, null, TaskTickets.take(task));
    if (run == null) return null;
    run.unwrap(task, callable);
    run.periodic = periodic;
    return known ? null : run;
  }

  /** Ends what one of the begins answered. */
  public static void end(@Nullable Object run, @Nullable Throwable thrown) {
    if (run == null) return;
    TaskRuns runs = TaskRuns.get();
    if (thrown != null) tell(runs, thrown);
    runs.end((TaskRun) run);
  }

  /** A wrapper that is part of the JDK is about to call what the application handed in. */
  public static void unwrap(Object wrapper, @Nullable Object wrapped) {
    TaskRuns runs = TaskRuns.ifAny();
    TaskRun run = runs == null ? null : runs.top();
    if (run != null) run.unwrap(wrapper, wrapped);
  }

  private static @Nullable TaskRun begin(
      Object task, @Nullable Object executor, @Nullable TaskTicket ticket) {
    TaskRuns runs = TaskRuns.get();
    CurrentTrace current = runs.current;
    if (current.isInHook()) return null;
    if (ticket == null) return current.isIdle() ? runs.begin(task, executor, null) : null;
    if (ticket.forked && current.worksFor(ticket.trace)) return null;
    return runs.begin(task, executor, ticket);
  }

  // Failing

  /** What a task has thrown is about to be put into its future. */
  public static void failed(@Nullable Throwable thrown) {
    if (!SWITCH.isOn() || thrown == null) return;
    tell(TaskRuns.get(), thrown);
  }

  /**
   * As {@link #failed}, unless the future was cancelled before: what it throws then is no fault.
   */
  public static void failedFuture(int state, @Nullable Throwable thrown) {
    if (state < FUTURE_CANCELLED) failed(thrown);
  }

  /** FutureTask's own constant; the states above are those of an interruption by cancel(true). */
  private static final int FUTURE_CANCELLED = 4;

  private static void tell(TaskRuns runs, Throwable thrown) {
    CurrentTrace current = runs.current;
    if (current.isInHook() || CurrentTrace.isControlFlow(thrown)) return;
    TaskRun run = runs.top();
    if (run != null && !run.tell(thrown)) return;
    Trace trace = current.trace();
    long spanId = run == null ? 0 : run.spanIdIn(trace);
    if (spanId == 0) spanId = current.parentId();
    Object subject = run == null ? null : run.task();
    current.sighted(thrown, Layer.TASK, spanId, subject, System.nanoTime());
  }
}
