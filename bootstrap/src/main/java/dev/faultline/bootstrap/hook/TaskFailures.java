// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Trace;

/** Sightings of what tasks throw, with what is known of the run that it left. */
final class TaskFailures {
  private TaskFailures() {}

  /** Tells what a task has thrown, unless it was told just before, on its way. */
  static void tell(TaskRuns runs, Throwable thrown) {
    if (isNone(runs, thrown)) return;
    TaskRun run = runs.top();
    if (run == null || run.tell(thrown)) runs.current.report(sighting(runs, thrown));
  }

  /** Whether it is no fault of the application. */
  static boolean isNone(TaskRuns runs, Throwable thrown) {
    return runs.current.isInHook() || CurrentTrace.isControlFlow(thrown);
  }

  /**
   * What a task, or a step of a CompletableFuture, has thrown is put into a Future. It is for the
   * caller to add what he knows, and to report it.
   */
  static Sighting failed(TaskRuns runs, Throwable thrown) {
    TaskRun run = runs.top();
    if (run != null) run.tell(thrown);
    return sighting(runs, thrown);
  }

  /** A throwable that is seen here, and is no failure of what this thread is running. */
  static Sighting sighting(TaskRuns runs, Throwable thrown) {
    CurrentTrace current = runs.current;
    TaskRun run = runs.top();
    Trace trace = current.trace();
    long spanId = run == null ? 0 : run.spanIdIn(trace);
    if (spanId == 0) spanId = current.parentId();
    return new Sighting(thrown, Layer.TASK).in(spanId, run == null ? null : run.task(), 0);
  }
}
