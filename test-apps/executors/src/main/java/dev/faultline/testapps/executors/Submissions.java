// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.executors;

import static dev.faultline.testapps.executors.Pools.FIXED;
import static dev.faultline.testapps.executors.Pools.FORK_JOIN;
import static dev.faultline.testapps.executors.Pools.SCHEDULED;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Every way to hand a task to an executor, each in a trace of its own. */
public final class Submissions {
  private static final Callable<Object> CALL = () -> 1;

  private Submissions() {}

  public static void main(String[] arguments) throws Exception {
    Pools.run(
        new Execute(),
        new Submit(),
        new SubmitCallable(),
        new InvokeAll(),
        new InvokeAny(),
        new Schedule(),
        new ForkJoinExecute(),
        new ForkJoinSubmit(),
        new ForkJoinInvoke(),
        new ForkJoinInvokeAll(),
        new SupplyAsync(),
        new Dependents(),
        new RegisteredElsewhere(),
        new ParallelStream(),
        new Nested(),
        new CallerRuns(),
        new Rejected(),
        new Cancelled(),
        new OwnThread());
  }

  static final class Execute implements Scenario {
    @Override
    public void run() throws Exception {
      CountDownLatch done = new CountDownLatch(2);
      FIXED.execute(new Work());
      FIXED.execute(done::countDown);
      FIXED.execute(done::countDown);
      done.await();
    }
  }

  static final class Submit implements Scenario {
    @Override
    public void run() throws Exception {
      FIXED.submit(new Work()).get();
    }
  }

  static final class SubmitCallable implements Scenario {
    @Override
    public void run() throws Exception {
      FIXED.submit(CALL).get();
    }
  }

  static final class InvokeAll implements Scenario {
    @Override
    public void run() throws Exception {
      FIXED.invokeAll(Arrays.asList(CALL, CALL, CALL));
      FIXED.invokeAll(Arrays.asList(CALL, CALL), 10, TimeUnit.SECONDS);
    }
  }

  static final class InvokeAny implements Scenario {
    @Override
    public void run() throws Exception {
      FIXED.invokeAny(Arrays.asList(CALL));
    }
  }

  static final class Schedule implements Scenario {
    @Override
    public void run() throws Exception {
      SCHEDULED.schedule(new Work(), 50, TimeUnit.MILLISECONDS).get();
    }
  }

  static final class ForkJoinExecute implements Scenario {
    @Override
    public void run() throws Exception {
      CountDownLatch done = new CountDownLatch(1);
      FORK_JOIN.execute(new Work());
      FORK_JOIN.execute(done::countDown);
      done.await();
    }
  }

  static final class ForkJoinSubmit implements Scenario {
    @Override
    public void run() throws Exception {
      FORK_JOIN.submit(new Work()).get();
      FORK_JOIN.submit(CALL).get();
    }
  }

  static final class ForkJoinInvoke implements Scenario {
    @Override
    public void run() throws Exception {
      if (FORK_JOIN.invoke(new Fibonacci(12)) != 144) throw new AssertionError();
    }
  }

  static final class Fibonacci extends RecursiveTask<Integer> {
    private final int n;

    Fibonacci(int n) {
      this.n = n;
    }

    @Override
    protected Integer compute() {
      if (n < 2) return n;
      Fibonacci forked = new Fibonacci(n - 1);
      forked.fork();
      return new Fibonacci(n - 2).compute() + forked.join();
    }
  }

  static final class ForkJoinInvokeAll implements Scenario {
    @Override
    public void run() throws Exception {
      List<Future<Object>> futures = FORK_JOIN.invokeAll(Arrays.asList(CALL, CALL, CALL));
      for (Future<Object> each : futures) each.get();
    }
  }

  static final class SupplyAsync implements Scenario {
    @Override
    public void run() throws Exception {
      CompletableFuture.supplyAsync(() -> 1).get();
      CompletableFuture.supplyAsync(() -> 1, FIXED).get();
      CompletableFuture.runAsync(new Work()).get();
      CompletableFuture.runAsync(new Work(), FORK_JOIN).get();
    }
  }

  static final class Dependents implements Scenario {
    @Override
    public void run() throws Exception {
      CompletableFuture<Integer> start = CompletableFuture.completedFuture(1);
      start.thenApplyAsync(x -> x).get();
      start.thenApplyAsync(x -> x, FIXED).get();
      start.thenCombineAsync(CompletableFuture.completedFuture(2), (a, b) -> a, FIXED).get();
      start.thenComposeAsync(x -> CompletableFuture.completedFuture(x), FORK_JOIN).get();
      start.handleAsync((x, e) -> x, FIXED).thenApply(x -> x).get();
    }
  }

  /** The step belongs to the trace that registered it, not to the thread that sets it off. */
  static final class RegisteredElsewhere implements Scenario {
    @Override
    public void run() throws Exception {
      CompletableFuture<Integer> start = new CompletableFuture<>();
      CompletableFuture<Void> end = start.thenRunAsync(new Work(), FIXED);
      Thread stranger = new Thread(() -> start.complete(1));
      stranger.start();
      end.get();
    }
  }

  /** Its parts are no spans, and what they hand in belongs to the trace. */
  static final class ParallelStream implements Scenario {
    @Override
    public void run() throws Exception {
      CountDownLatch done = new CountDownLatch(50);
      IntStream.range(0, 50).parallel().forEach(i -> FIXED.execute(done::countDown));
      done.await();
    }
  }

  static final class Nested implements Scenario {
    @Override
    public void run() throws Exception {
      FIXED.submit(new Outer()).get();
    }
  }

  static final class Outer implements Callable<Object> {
    @Override
    public Object call() throws Exception {
      return FORK_JOIN.submit(new Work()).get();
    }
  }

  /** The first task occupies the thread, so that the second one is run by who hands it in. */
  static final class CallerRuns implements Scenario {
    @Override
    public void run() throws Exception {
      ThreadPoolExecutor pool =
          new ThreadPoolExecutor(
              1,
              1,
              1,
              TimeUnit.SECONDS,
              new SynchronousQueue<>(),
              new ThreadPoolExecutor.CallerRunsPolicy());
      CountDownLatch done = new CountDownLatch(1);
      pool.submit(() -> done.await(10, TimeUnit.SECONDS));
      pool.submit(new Work()).get();
      done.countDown();
      pool.shutdown();
      pool.awaitTermination(10, TimeUnit.SECONDS);
    }
  }

  /** What a pool rejects leaves nothing behind: the same instance is fine elsewhere. */
  static final class Rejected implements Scenario {
    @Override
    public void run() throws Exception {
      ExecutorService pool = Executors.newFixedThreadPool(1);
      pool.shutdown();
      Work work = new Work();
      try {
        pool.execute(work);
        throw new AssertionError("taken");
      } catch (RejectedExecutionException e) {
        FIXED.submit(work).get();
      }
    }
  }

  static final class Cancelled implements Scenario {
    @Override
    public void run() throws Exception {
      CountDownLatch started = new CountDownLatch(1);
      CountDownLatch ended = new CountDownLatch(1);
      Future<?> running = FIXED.submit(() -> sleepUntilCancelled(started, ended));
      started.await();
      running.cancel(true);
      ended.await();
      SCHEDULED.schedule(new Work(), 1, TimeUnit.HOURS).cancel(false);
    }

    private static Object sleepUntilCancelled(CountDownLatch started, CountDownLatch ended) {
      started.countDown();
      try {
        Thread.sleep(20_000);
        return 1;
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      } finally {
        ended.countDown();
      }
    }
  }

  /** No executor hands this one on, but the thread that runs it was started for it. */
  static final class OwnThread implements Scenario {
    @Override
    public void run() throws Exception {
      FutureTask<Object> task = new FutureTask<>(CALL);
      new Thread(task).start();
      task.get();
      FIXED.submit(CALL).get();
    }
  }
}
