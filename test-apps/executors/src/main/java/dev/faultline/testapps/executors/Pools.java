// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.executors;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The pools that all scenarios share, so that a context leaked by one shows in the next. */
final class Pools {
  /** Runs the scenarios, one after the other: each begins a trace. */
  static final ExecutorService ROOT = Executors.newFixedThreadPool(1);

  static final ExecutorService FIXED = Executors.newFixedThreadPool(2);
  static final ScheduledExecutorService SCHEDULED = Executors.newScheduledThreadPool(1);
  static final ForkJoinPool FORK_JOIN = new ForkJoinPool(2);

  private Pools() {}

  /** Runs scenarios to their end, and shuts all pools down. */
  static void run(Scenario... scenarios) throws Exception {
    for (Scenario each : scenarios) {
      ROOT.submit(each).get(20, TimeUnit.SECONDS);
    }
    end();
  }

  static void end() throws InterruptedException {
    for (ExecutorService each : new ExecutorService[] {ROOT, FIXED, SCHEDULED, FORK_JOIN}) {
      each.shutdown();
      if (!each.awaitTermination(20, TimeUnit.SECONDS)) throw new AssertionError(each.toString());
    }
  }
}
