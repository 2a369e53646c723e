// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Trace;
import java.util.Timer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Called by {@code java.util.Timer} where a task is scheduled, and by its thread where a task runs.
 * What a task throws ends the thread: {@link ThreadHook#died} tells it, and ends the run.
 */
public final class TimerHook {
  /** In words, what comes of a task that throws. */
  static final String DIED = "its Timer died, and with it all its tasks";

  private static final ProbeSwitch SWITCH = ProbeSwitch.THREAD;

  private TimerHook() {}

  static boolean isTimer(Thread thread) {
    return thread.getClass().getName().equals("java.util.TimerThread");
  }

  /**
   * A task is about to be scheduled. One that repeats gets no ticket: each run is for itself.
   *
   * @param millis when it is due, by the wall clock
   * @param period 0 unless it repeats
   */
  public static void schedule(@Nullable Object task, long millis, long period) {
    if (!SWITCH.isOn() || task == null || period != 0) return;
    try {
      CurrentTrace current = CurrentTrace.ifAny();
      if (current == null || current.isInHook() || IgnoredTasks.isIgnored(task)) return;
      Trace trace = TaskHandInHook.carried(current);
      if (trace == null) return;
      long now = System.nanoTime();
      if (TaskTickets.isTooOld(trace, now)) return;
      long delay = Math.max(0, millis - System.currentTimeMillis());
      TaskTickets.attach(current, trace, task, false, now + TimeUnit.MILLISECONDS.toNanos(delay));
    } catch (Throwable failure) {
      SWITCH.failed(failure);
    }
  }

  /** A task is about to run. Answers what {@link #end} takes. */
  public static @Nullable Object begin(Object task, long period) {
    if (!SWITCH.isOn()) return null;
    try {
      TaskRuns runs = TaskRuns.get();
      if (runs.current.isInHook()) return null;
      runs.endAll(); // a run that ended with an InterruptedException, which the Timer swallows
      TaskRun run = runs.begin(task, Timer.class, TaskTickets.take(task));
      run.periodic = period != 0;
      run.ofWorker = true;
      return run;
    } catch (Throwable failure) {
      SWITCH.failed(failure);
      return null;
    }
  }

  /** A task has run, and nothing was thrown. */
  public static void end(@Nullable Object run) {
    if (run == null) return;
    try {
      TaskRuns.get().end((TaskRun) run);
    } catch (Throwable failure) {
      SWITCH.failed(failure);
    }
  }
}
