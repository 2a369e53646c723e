// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare;

import dev.faultline.benchmarks.compare.process.Numbers;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A load that is made while something else is looked at. */
final class Background {
  private final FutureTask<Numbers> task;

  Background(Callable<Numbers> load) {
    task = new FutureTask<>(load);
    Thread thread = new Thread(task, "load");
    thread.setDaemon(true);
    thread.start();
  }

  /** Waits for its end. */
  Numbers result() throws IOException, InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new IOException("the load was not made", e);
    }
  }
}
