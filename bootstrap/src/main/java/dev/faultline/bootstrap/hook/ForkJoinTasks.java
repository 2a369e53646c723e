// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import java.util.concurrent.CountedCompleter;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.RecursiveTask;
import org.jspecify.annotations.Nullable;

/** What can be told of a ForkJoinTask that nobody attached a ticket to. */
final class ForkJoinTasks {
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
}
