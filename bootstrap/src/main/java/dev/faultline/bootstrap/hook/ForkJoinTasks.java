// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.fault.FutureWatch;
import java.util.concurrent.CountedCompleter;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.RecursiveTask;
import org.jspecify.annotations.Nullable;

/** What can be told of a ForkJoinTask from outside. */
final class ForkJoinTasks {
  /** What ForkJoinPool.execute makes of a Runnable: nobody has it, so nobody can look. */
  private static final String EXECUTED = "java.util.concurrent.ForkJoinTask$RunnableExecuteAction";

  /** Longest chain of completers that is followed; a parallel stream has some twenty. */
  private static final int MAX_CHAIN = 256;

  private ForkJoinTasks() {}

  /**
   * Whether it is likely to be a task that was handed in, rather than a part of a computation:
   * parts come by the million, and each for itself has nothing to tell.
   */
  static boolean isEntry(ForkJoinTask<?> task, Thread thread) {
    return thread instanceof ForkJoinWorkerThread
        && !(task instanceof RecursiveTask)
        && !(task instanceof RecursiveAction)
        && !(task instanceof CountedCompleter);
  }

  static @Nullable Object pool(Thread thread) {
    return thread instanceof ForkJoinWorkerThread
        ? ((ForkJoinWorkerThread) thread).getPool()
        : null;
  }

  static boolean isExecuted(ForkJoinTask<?> task) {
    return task.getClass().getName().equals(EXECUTED);
  }

  /**
   * Attaches a watch. A CountedCompleter that fails hands its throwable to the one it completes,
   * and so on up to the root, which is where somebody looks. They share one watch, which is
   * collected with the topmost, because that is kept alive by the others.
   *
   * @return null when there are too many to say who looks
   */
  static @Nullable FutureWatch watch(TaskRuns runs, ForkJoinTask<?> task, Throwable thrown) {
    if (!(task instanceof CountedCompleter)) return FutureWatches.attach(task);
    CountedCompleter<?> top = (CountedCompleter<?>) task;
    int length = 0;
    for (CountedCompleter<?> next = top.getCompleter();
        next != null && !next.isDone();
        next = next.getCompleter()) {
      if (++length == MAX_CHAIN) return null;
      top = next;
    }
    FutureWatch watch = FutureWatches.attach(top);
    for (CountedCompleter<?> each = (CountedCompleter<?>) task;
        each != null && each != top;
        each = each.getCompleter()) {
      FutureWatches.attach(each, watch);
    }
    runs.passing = watch;
    runs.passingHash = System.identityHashCode(thrown);
    return watch;
  }

  /** Whether it is what was just handed on to this completer, and told before. */
  static boolean isPassedOn(TaskRuns runs, ForkJoinTask<?> task, Throwable thrown) {
    FutureWatch passing = runs.passing;
    return passing != null
        && task instanceof CountedCompleter
        && FutureWatches.of(task) == passing
        && runs.passingHash == System.identityHashCode(thrown);
  }
}
