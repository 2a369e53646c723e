// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A load that is made while something else is looked at. */
final class Background {
  private final FutureTask<Map<String, Double>> task;

  Background(Callable<Map<String, Double>> load) {
    task = new FutureTask<>(load);
    Thread thread = new Thread(task, "load");
    thread.setDaemon(true);
    thread.start();
  }

  /** Waits for its end. */
  Map<String, Double> result() throws IOException, InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new IOException("the load was not made", e);
    }
  }
}
