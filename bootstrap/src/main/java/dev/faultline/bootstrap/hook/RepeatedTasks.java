// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.state.WeakIdentityMap;
import org.jspecify.annotations.Nullable;

/**
 * How often the tasks that repeat have run. The runs of one task come one after another, and the
 * pool's queue is between them, so a plain number does.
 */
final class RepeatedTasks {
  private static final class Runs {
    long begun;
  }

  private static final WeakIdentityMap<Runs> RUNS = new WeakIdentityMap<>();

  private RepeatedTasks() {}

  /** A task was made. Those that were made before the agent was there are not counted. */
  static void made(Object task) {
    RUNS.put(task, new Runs());
  }

  static void began(Object task) {
    Runs runs = RUNS.get(task);
    if (runs != null) runs.begun++;
  }

  /** In words, which run was the last; null when that is not known. */
  static @Nullable String lastRun(Object task) {
    Runs runs = RUNS.get(task);
    return runs == null ? null : "it failed in run " + runs.begun + " and will not run again";
  }
}
