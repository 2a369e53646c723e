// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Tasks of executors that fail. */
public final class Tasks {
  private Tasks() {}

  public static void main(String[] args) {
    new Rows().add("submit_nobodyGets", Tasks::submitNobodyGets).run(args);
  }

  private static void submitNobodyGets(String name, Row.Out out) throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    pool.submit(
        () -> {
          throw new IllegalStateException(name);
        });
    pool.shutdown();
    out.say(pool.awaitTermination(10, TimeUnit.SECONDS));
  }
}
