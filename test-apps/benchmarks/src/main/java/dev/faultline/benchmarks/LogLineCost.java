// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks;

import dev.faultline.stubs.Route;
import dev.faultline.stubs.StubServlet;
import java.lang.management.ManagementFactory;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What a line costs the thread that logs it: CPU, which a busy machine does not change, and bytes.
 * By java.util.logging to nobody, so that what is left is the logger and the agent. Run it with and
 * without {@code -javaagent}.
 */
public final class LogLineCost {
  private static final int LINES = 200_000;
  private static final int LINES_A_REQUEST = 100;
  private static final int ROUNDS = 25;

  private static final Logger LOG = Logger.getLogger("shop.Orders");
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final Route ORDERS = Route.unmapped("/shop", "/orders");

  private LogLineCost() {}

  public static void main(String[] args) throws Exception {
    LOG.setUseParentHandlers(false);
    LOG.setLevel(Level.INFO);
    System.out.println("| line | ns | B |");
    System.out.println("|---|---|---|");
    measure("below the level", Level.FINE, false);
    measure("INFO", Level.INFO, false);
    measure("INFO in a request", Level.INFO, true);
    measure("WARNING", Level.WARNING, false);
    measure("SEVERE", Level.SEVERE, false);
  }

  /** The best round of all: others were disturbed. */
  private static void measure(String name, Level level, boolean inRequest) throws Exception {
    double nanos = Double.MAX_VALUE;
    long bytes = 0;
    for (int i = 0; i < ROUNDS; i++) {
      long allocatedBefore = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
      long before = THREADS.getCurrentThreadCpuTime();
      if (inRequest) {
        StubServlet servlet = new StubServlet(uri -> log(level, LINES_A_REQUEST));
        for (int j = 0; j < LINES / LINES_A_REQUEST; j++) servlet.serve(ORDERS);
      } else {
        log(level, LINES);
      }
      nanos = Math.min(nanos, (double) (THREADS.getCurrentThreadCpuTime() - before) / LINES);
      bytes = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - allocatedBefore;
    }
    System.out.printf("| %s | %.0f | %d |%n", name, nanos, bytes / LINES);
  }

  private static void log(Level level, int lines) {
    for (int i = 0; i < lines; i++) LOG.log(level, "only {0} nails left", "three");
  }
}
