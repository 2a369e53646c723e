// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.startup;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Runs a task in a pool of daemon threads, and leaves. */
public final class Tasks {
  private Tasks() {}

  public static void main(String[] args) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(1, Tasks::daemon);
    System.out.println(pool.submit(() -> "done").get());
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    return thread;
  }
}
