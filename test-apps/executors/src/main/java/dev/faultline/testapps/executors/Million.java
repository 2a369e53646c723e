// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.executors;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A million tasks, in traces and without: as much memory afterwards as before. */
public final class Million {
  private static final int ROUNDS = 50;
  private static final int TASKS = 10_000;

  private Million() {}

  public static void main(String[] arguments) throws Exception {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            2,
            2,
            1,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(1000),
            new ThreadPoolExecutor.CallerRunsPolicy());
    Runnable shared = () -> {};
    round(pool, shared);
    long before = used();
    for (int i = 0; i < ROUNDS; i++) {
      round(pool, shared); // none of these is in a trace
      Pools.FIXED.submit((Callable<Object>) () -> round(pool, shared)).get();
    }
    long grown = used() - before;
    pool.shutdown();
    Pools.end();
    System.out.println(grown < 8_000_000 ? "as before" : "grown by " + grown + " bytes");
  }

  private static Object round(ThreadPoolExecutor pool, Runnable shared) throws Exception {
    Future<?> last = null;
    for (int i = 0; i < TASKS; i++) {
      if (i % 2 == 0) pool.execute(shared);
      else last = pool.submit(new Work());
    }
    if (last != null) last.get();
    return "done";
  }

  private static long used() throws InterruptedException {
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      Thread.sleep(200); // for what was cleared to be taken off the queues
      Runtime runtime = Runtime.getRuntime();
      used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
    }
    return used;
  }
}
