// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.executors;

import static dev.faultline.testapps.executors.Pools.FIXED;
import static dev.faultline.testapps.executors.Pools.FORK_JOIN;
import static dev.faultline.testapps.executors.Pools.SCHEDULED;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Every way in which a task fails, most of them silent. */
public final class Failures {
  private static final CountDownLatch DIED = new CountDownLatch(1);
  private static final CountDownLatch BEATEN = new CountDownLatch(3);

  private Failures() {}

  public static void main(String[] arguments) throws Exception {
    Thread.setDefaultUncaughtExceptionHandler(Failures::die);
    Future<?> beat = SCHEDULED.scheduleAtFixedRate(new Beat(), 0, 10, TimeUnit.MILLISECONDS);
    BEATEN.await();
    try {
      beat.get();
    } catch (ExecutionException e) {
      System.out.println("periodic task ended: " + e.getCause());
    }
    Pools.run(
        new LostInFuture(),
        new WorkerDies(),
        new Scheduled(),
        new ForkJoinTasks(),
        new Recursion(),
        new Async(),
        new Stream(),
        new NoFaults());
  }

  private static void die(Thread thread, Throwable thrown) {
    System.out.println("uncaught: " + thrown.getMessage());
    DIED.countDown();
  }

  private static Object fail(String message) {
    throw new IllegalStateException(message);
  }

  static final class Beat implements Runnable {
    @Override
    public void run() {
      BEATEN.countDown();
      if (BEATEN.getCount() == 0) fail("beat");
    }
  }

  static final class LostInFuture implements Scenario {
    @Override
    public void run() throws Exception {
      FIXED.submit(() -> fail("lost"));
      FIXED.submit(new Work()).get();
    }
  }

  static final class WorkerDies implements Scenario {
    @Override
    public void run() throws Exception {
      FIXED.execute(() -> fail("died"));
      DIED.await();
    }
  }

  static final class Scheduled implements Scenario {
    @Override
    public void run() throws Exception {
      await(SCHEDULED.schedule(() -> fail("scheduled"), 1, TimeUnit.MILLISECONDS));
    }
  }

  static final class ForkJoinTasks implements Scenario {
    @Override
    public void run() throws Exception {
      await(FORK_JOIN.submit(() -> fail("submitted")));
    }
  }

  /** Thrown once, at the bottom; on its way up it is copied, and wrapped in the copy. */
  static final class Recursion implements Scenario {
    @Override
    public void run() throws Exception {
      try {
        FORK_JOIN.invoke(new Step(4));
      } catch (IllegalStateException e) {
        System.out.println("recursion: " + e.getClass().getName());
      }
    }
  }

  static final class Step extends RecursiveTask<Object> {
    private final int left;

    Step(int left) {
      this.left = left;
    }

    @Override
    protected Object compute() {
      return left == 0 ? fail("recursion") : new Step(left - 1).fork().join();
    }
  }

  static final class Async implements Scenario {
    @Override
    public void run() throws Exception {
      CompletableFuture.supplyAsync(() -> fail("handled")).exceptionally(e -> 1).get();
      await(CompletableFuture.supplyAsync(() -> fail("on a pool"), FIXED).thenApply(x -> x));
      await(CompletableFuture.completedFuture(1).thenApplyAsync(x -> fail("step"), FIXED));
    }
  }

  static final class Stream implements Scenario {
    @Override
    public void run() throws Exception {
      try {
        IntStream.range(0, 1000).parallel().forEach(i -> failAt(i));
      } catch (IllegalStateException e) {
        System.out.println("stream: " + e.getClass().getName());
      }
    }

    private static void failAt(int i) {
      if (i == 700) fail("element");
    }
  }

  /** Interruption and cancellation are how tasks are ended, not how they fail. */
  static final class NoFaults implements Scenario {
    @Override
    public void run() throws Exception {
      CountDownLatch started = new CountDownLatch(1);
      Future<?> future =
          FIXED.submit(
              () -> {
                started.countDown();
                Thread.sleep(20_000);
                return 1;
              });
      started.await();
      future.cancel(true);
      CompletableFuture<Object> never = new CompletableFuture<>();
      CompletableFuture<Object> waiting = never.thenApplyAsync(x -> x, FIXED);
      never.cancel(true);
      await(waiting);
      FIXED.submit(new Work()).get();
    }
  }

  private static void await(Future<?> future) throws InterruptedException {
    try {
      future.get();
      throw new AssertionError("has not failed");
    } catch (ExecutionException e) {
      // what it is about
    }
  }
}
