// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.trace.CurrentTrace;
import java.util.concurrent.ForkJoinTask;
import org.jspecify.annotations.Nullable;

/** Called by the executors of the JDK where a task is run, and where it fails. */
public final class TaskHook {
  private static final ProbeSwitch SWITCH = ProbeSwitch.EXECUTOR;

  private TaskHook() {}

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
      if (thrown != null) TaskFailures.tell(runs, thrown);
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
    if (runs.endedBy != thrown) TaskFailures.tell(runs, thrown);
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
    if (!SWITCH.isOn()) return null;
    TaskRuns.get().repeating = task;
    RepeatedTasks.began(task);
    return beginFuture(task, callable, true);
  }

  /** Ends what {@link #beginPeriodic} answered. */
  public static void endPeriodic(@Nullable Object run, @Nullable Throwable thrown) {
    TaskRuns runs = TaskRuns.ifAny();
    if (runs != null) runs.repeating = null;
    end(run, thrown);
  }

  /** A task of a fork-join pool that may repeat is about to call what the application handed in. */
  public static void beginScheduled(
      Object task, @Nullable Object runnable, @Nullable Object callable, long nextDelay) {
    unwrap(task, runnable == null ? callable : runnable);
    if (nextDelay == 0 || !SWITCH.isOn()) return;
    RepeatedTasks.began(task);
    TaskRun run = TaskRuns.get().top();
    if (run == null) return;
    run.periodic = true;
    run.repeating = task;
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
    if (thrown != null) TaskFailures.tell(runs, thrown);
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
}
