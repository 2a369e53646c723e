// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.fault.FutureWatch;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Meter;
import org.jspecify.annotations.Nullable;

/** The runs that are open on one thread, used by that thread alone. */
final class TaskRuns {
  private static final ThreadLocal<TaskRuns> RUNS = new ThreadLocal<>();

  final CurrentTrace current = CurrentTrace.get();
  private final TaskRun bottom = new TaskRun(null);
  private TaskRun top = bottom;

  /** Whether a pool has just rejected the task that this thread is handing in. */
  boolean rejected;

  /** What the last task of a pool's worker has thrown, from its end to the worker's; or null. */
  @Nullable Throwable endedBy;

  /** What has ended this thread; null as long as it lives. */
  @Nullable Throwable dying;

  /**
   * Whether {@code invokeAll} is waiting for a task: its looking at it is not the application's.
   */
  boolean waitingForAll;

  /** The FutureTask that repeats whose body is running, or null. */
  @Nullable Object repeating;

  /** Whether the application is completing a ForkJoinTask with a throwable of its own. */
  boolean completing;

  /** Whether it is the JDK that completes a CompletableFuture, because its time is up. */
  boolean timingOut;

  /** Of the CompletableFuture that has just failed on this thread. */
  @Nullable FutureWatch made;

  /** Of the CountedCompleter that has just failed on this thread, and which throwable that was. */
  @Nullable FutureWatch passing;

  int passingHash;

  private TaskRuns() {}

  /** Whether what this thread is running is a task that repeats. */
  boolean isRepeating(Object task) {
    TaskRun run = top();
    return repeating == task || (run != null && run.repeating == task);
  }

  boolean clearRejected() {
    boolean was = rejected;
    rejected = false;
    return was;
  }

  static TaskRuns get() {
    TaskRuns runs = RUNS.get();
    if (runs == null) {
      runs = new TaskRuns();
      RUNS.set(runs);
    }
    return runs;
  }

  static @Nullable TaskRuns ifAny() {
    return RUNS.get();
  }

  /** The innermost open run, or null. */
  @Nullable TaskRun top() {
    TaskRun top = this.top;
    return top == bottom ? null : top;
  }

  /** The innermost open run that a pool's worker began, or null. */
  @Nullable TaskRun ofWorker() {
    TaskRun run = top;
    while (run != null && !run.ofWorker) run = run.outer;
    return run;
  }

  TaskRun begin(Object task, @Nullable Object executor, @Nullable TaskTicket ticket) {
    long began = Meter.begin(current);
    TaskRun run = top.inner();
    top = run;
    run.begin(current, task, executor, ticket);
    return Meter.end(began, run);
  }

  /** Ends a run, and before it any inner one whose own end never came. */
  void end(TaskRun run) {
    if (!isOpen(run)) return;
    long began = Meter.begin(current);
    while (top != run) endTop();
    endTop();
    Meter.end(began);
  }

  /** Ends whatever is open: the thread does nothing any more that it began before. */
  void endAll() {
    while (top != bottom) endTop();
  }

  private void endTop() {
    TaskRun run = top;
    if (run.outer != null) top = run.outer;
    run.end(current);
  }

  private boolean isOpen(TaskRun run) {
    for (TaskRun each = top; each != null && each != bottom; each = each.outer) {
      if (each == run) return true;
    }
    return false;
  }
}
