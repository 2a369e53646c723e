// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Pools that reject a task. What the JDK throws has nothing of its row in its message, but is
 * thrown on the row's thread.
 */
public final class Rejections {
  private Rejections() {}

  public static void main(String[] args) {
    Rows rows =
        new Rows()
            .add("abort", Rejections::abort)
            .add("ownHandler_throws", Rejections::ownHandler)
            .add("ownQueue", Rejections::ownQueue)
            .add("discard", policy(new ThreadPoolExecutor.DiscardPolicy()))
            .add("discardOldest", policy(new ThreadPoolExecutor.DiscardOldestPolicy()))
            .add("callerRuns", policy(new ThreadPoolExecutor.CallerRunsPolicy()))
            .add("callerRuns_taskThrows", Rejections::callerRuns)
            .add("scheduled_shutDown", Rejections::scheduled)
            .add("forkJoin_shutDown", Rejections::forkJoin)
            .add("stage_ofAFullPool", Rejections::stage);
    if (Failing.has(Executors.class, "newVirtualThreadPerTaskExecutor")) {
      rows.add("virtual_shutDown", Rejections::virtual);
    }
    rows.run(args);
  }

  /** One thread, which is busy, and a queue that is full. */
  private static final class FullPool {
    final CountDownLatch door = new CountDownLatch(1);
    final ThreadPoolExecutor pool;

    FullPool(BlockingQueue<Runnable> queue, RejectedExecutionHandler handler) {
      pool = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, queue, handler);
      CountDownLatch busy = new CountDownLatch(1);
      pool.execute(
          () -> {
            busy.countDown();
            Failing.await(door);
          });
      Failing.await(busy);
      while (queue.offer(() -> {})) {}
    }

    void end(Row.Out out) throws InterruptedException {
      door.countDown();
      Failing.end(pool, out);
    }
  }

  private static void execute(Executor pool, Row.Out out) {
    try {
      pool.execute(() -> out.say("ran"));
    } catch (RuntimeException e) {
      out.say(e.getClass());
    }
  }

  private static void abort(String name, Row.Out out) throws Exception {
    FullPool full =
        new FullPool(new LinkedBlockingQueue<>(2), new ThreadPoolExecutor.AbortPolicy());
    try {
      full.pool.submit(() -> {});
    } catch (RejectedExecutionException e) {
      out.say(e.getClass());
    }
    full.end(out);
  }

  private static void ownHandler(String name, Row.Out out) throws Exception {
    RejectedExecutionHandler handler =
        (task, pool) -> {
          throw new IllegalArgumentException(name);
        };
    FullPool full = new FullPool(new ArrayBlockingQueue<>(3), handler);
    execute(full.pool, out);
    full.end(out);
  }

  /** Whose size is nobody's business but the application's. */
  private static final class OwnQueue extends LinkedBlockingQueue<Runnable> {
    OwnQueue() {
      super(1);
    }
  }

  private static void ownQueue(String name, Row.Out out) throws Exception {
    RejectedExecutionHandler handler =
        (task, pool) -> {
          throw new IllegalArgumentException(name);
        };
    FullPool full = new FullPool(new OwnQueue(), handler);
    execute(full.pool, out);
    full.end(out);
  }

  private static Row policy(RejectedExecutionHandler handler) {
    return (name, out) -> {
      FullPool full = new FullPool(new ArrayBlockingQueue<>(1), handler);
      execute(full.pool, out);
      full.end(out);
    };
  }

  /** The pool has no room, but that is not what is wrong. */
  private static void callerRuns(String name, Row.Out out) throws Exception {
    FullPool full =
        new FullPool(new ArrayBlockingQueue<>(1), new ThreadPoolExecutor.CallerRunsPolicy());
    try {
      full.pool.execute(() -> Failing.now(name));
    } catch (IllegalStateException e) {
      out.say(e.getMessage());
    }
    full.end(out);
  }

  private static void scheduled(String name, Row.Out out) {
    ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1);
    pool.shutdown();
    try {
      pool.schedule(() -> {}, 1, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      out.say(e.getClass());
    }
  }

  private static void forkJoin(String name, Row.Out out) {
    ForkJoinPool pool = new ForkJoinPool(3);
    pool.shutdown();
    execute(pool, out);
  }

  /** The dependent step cannot be run, so its Future fails; and that somebody handles. */
  private static void stage(String name, Row.Out out) throws Exception {
    FullPool full =
        new FullPool(new LinkedBlockingQueue<>(2), new ThreadPoolExecutor.AbortPolicy());
    CompletableFuture<Integer> future = CompletableFuture.completedFuture(1);
    Object handled =
        future.thenApplyAsync(x -> x, full.pool).exceptionally(t -> handled(t, out)).join();
    out.say(handled);
    full.end(out);
  }

  private static int handled(Throwable t, Row.Out out) {
    out.say(Failing.causeOf(t));
    return 2;
  }

  private static void virtual(String name, Row.Out out) {
    ExecutorService executor =
        (ExecutorService) Failing.call(Executors.class, "newVirtualThreadPerTaskExecutor", null);
    executor.shutdown();
    execute(executor, out);
  }
}
