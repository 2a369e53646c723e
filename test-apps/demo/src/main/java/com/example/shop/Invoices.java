// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Prints invoices, one after the other. Few may wait. */
final class Invoices {
  private static final long MILLIS = 200;

  private final ThreadPoolExecutor printer =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(1),
          task -> new Thread(task, "invoice-printer"));

  /** Throws when too many wait already. */
  void print() {
    printer.execute(Invoices::printOne);
  }

  void stop() {
    printer.shutdownNow();
  }

  private static void printOne() {
    try {
      Thread.sleep(MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
