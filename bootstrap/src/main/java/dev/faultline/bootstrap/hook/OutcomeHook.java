// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.fault.FutureWatch;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.fault.State;
import java.util.concurrent.ForkJoinTask;
import org.jspecify.annotations.Nullable;

/**
 * Called by FutureTask and ForkJoinTask where what a task has thrown is put into them, and where
 * somebody looks at it.
 */
public final class OutcomeHook {
  private static final ProbeSwitch SWITCH = ProbeSwitch.EXECUTOR;

  /** FutureTask's own constants; from the last on it was cancelled. */
  private static final int FUTURE_NEW = 0;

  private static final int FUTURE_EXCEPTIONAL = 3;
  private static final int FUTURE_CANCELLED = 4;

  private OutcomeHook() {}

  /** What a task has thrown is about to be put into its FutureTask. */
  public static void failed(Object task, int state, @Nullable Throwable thrown) {
    // What it throws after it was cancelled is no fault.
    if (!SWITCH.isOn() || thrown == null || state >= FUTURE_CANCELLED) return;
    TaskRuns runs = TaskRuns.get();
    if (TaskFailures.isNone(runs, thrown)) return;
    Sighting sighting = TaskFailures.failed(runs, thrown);
    if (state == FUTURE_NEW) sighting.watch(FutureWatches.attach(task));
    if (runs.isRepeating(task)) {
      sighting.became(State.CANCELLED_SCHEDULE, RepeatedTasks.lastRun(task));
    }
    runs.current.report(sighting);
  }

  /** Somebody asks a FutureTask for what it has come to. */
  public static void lookedAt(Object task, int state) {
    if (state != FUTURE_EXCEPTIONAL) return;
    TaskRuns runs = TaskRuns.ifAny();
    // invokeAll waits for all by get(), and throws away what it gets: the application has seen
    // nothing.
    if (runs == null || !runs.waitingForAll) FutureWatches.lookedAt(task);
  }

  /** {@code invokeAll} is about to wait for one of its tasks. */
  public static void waitForAll() {
    try {
      if (SWITCH.isOn()) TaskRuns.get().waitingForAll = true;
    } catch (Throwable failure) {
      SWITCH.failed(failure);
    }
  }

  /** It has done so, or is over. */
  public static void waitedForAll() {
    try {
      TaskRuns runs = TaskRuns.ifAny();
      if (runs != null) runs.waitingForAll = false;
    } catch (Throwable failure) {
      SWITCH.failed(failure);
    }
  }

  /**
   * What a task has thrown is about to be put into its ForkJoinTask.
   *
   * @param status negative when it is done already: cancelled, mostly
   */
  public static void failed(ForkJoinTask<?> task, int status, @Nullable Throwable thrown) {
    if (!SWITCH.isOn() || thrown == null || status < 0) return;
    if (JdkThreads.isInternal(Thread.currentThread())) return;
    TaskRuns runs = TaskRuns.get();
    if (TaskFailures.isNone(runs, thrown) || ForkJoinTasks.isPassedOn(runs, task, thrown)) return;
    if (runs.completing) {
      FutureWatch watch = ForkJoinTasks.watch(runs, task, thrown);
      if (watch == null) return;
      runs.current.report(TaskFailures.sighting(runs, thrown).onlyIfUnobserved(watch));
      return;
    }
    Sighting sighting = TaskFailures.failed(runs, thrown);
    if (ForkJoinTasks.isExecuted(task)) {
      sighting.became(State.ESCAPED, null);
    } else {
      sighting.watch(ForkJoinTasks.watch(runs, task, thrown));
    }
    if (runs.isRepeating(task)) {
      sighting.became(State.CANCELLED_SCHEDULE, RepeatedTasks.lastRun(task));
    }
    runs.current.report(sighting);
  }

  /** The application is about to call ForkJoinTask.completeExceptionally. */
  public static @Nullable Object complete() {
    if (!SWITCH.isOn()) return null;
    TaskRuns runs = TaskRuns.get();
    runs.completing = true;
    return runs;
  }

  /** It has done so. */
  public static void completed(@Nullable Object runs) {
    if (runs != null) ((TaskRuns) runs).completing = false;
  }

  /** Somebody asks a ForkJoinTask for what it has come to. */
  public static void lookedAt(Object task) {
    FutureWatches.lookedAt(task);
  }

  /** As {@link #lookedAt(Object)}, where only a failure is of interest. */
  public static void lookedAt(Object task, boolean failed) {
    if (failed) FutureWatches.lookedAt(task);
  }
}
