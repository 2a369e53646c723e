// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Tasks of fork-join pools that fail. */
public final class ForkJoin {
  private ForkJoin() {}

  public static void main(String[] args) {
    Rows rows =
        new Rows()
            .add("submit_nobodyGets", ForkJoin::submit)
            .add("submit_isGot", ForkJoin::submitIsGot)
            .add("submit_getException", ForkJoin::getException)
            .add("submit_isCompletedAbnormally", ForkJoin::isFailed)
            .add("execute_throws", ForkJoin::execute)
            .add("invoke_throws", ForkJoin::invoke)
            .add("recursive_isCopiedByItsCause", recursive(ByCause::new))
            .add("recursive_isCopiedWithoutArguments", recursive(WithoutArguments::new))
            .add("recursive_cannotBeCopied", recursive(NoCopy::new))
            .add("recursive_nobodyGets", ForkJoin::recursiveNobodyGets)
            .add("parallelStream", ForkJoin::parallelStream)
            .add("completeExceptionally_isGot", ForkJoin::completedAndGot)
            .add("completeExceptionally_neverLookedAt", ForkJoin::completedAndForgotten)
            .add("cancelled", ForkJoin::cancelled);
    if (Failing.has(ForkJoinPool.class, "scheduleAtFixedRate")) {
      rows.add("atFixedRate_diesSilently", ForkJoin::atFixedRate);
    }
    rows.run(args);
  }

  /** Fork-join copies it by this constructor. */
  public static class ByCause extends RuntimeException {
    ByCause(String message) {
      super(message);
    }

    public ByCause(Throwable cause) {
      super(cause);
    }
  }

  /** Fork-join copies it by this constructor, and gives it the original for its cause. */
  public static class WithoutArguments extends RuntimeException {
    public WithoutArguments() {}

    WithoutArguments(String message) {
      super(message);
    }
  }

  /** Fork-join throws the original. */
  public static class NoCopy extends RuntimeException {
    NoCopy(String message) {
      super(message);
    }
  }

  private static final class Step extends RecursiveTask<Object> {
    private final int left;
    private final Function<String, RuntimeException> failure;
    private final String message;

    Step(int left, Function<String, RuntimeException> failure, String message) {
      this.left = left;
      this.failure = failure;
      this.message = message;
    }

    @Override
    protected Object compute() {
      if (left == 0) throw failure.apply(message);
      return new Step(left - 1, failure, message).fork().join();
    }
  }

  private static Row recursive(Function<String, RuntimeException> failure) {
    return (name, out) -> {
      ForkJoinPool pool = new ForkJoinPool(2);
      try {
        pool.invoke(new Step(4, failure, name));
      } catch (RuntimeException e) {
        out.say(e.getClass().getName());
      }
      Failing.end(pool, out);
    };
  }

  private static void recursiveNobodyGets(String name, Row.Out out) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(2);
    pool.submit(new Step(4, NoCopy::new, name));
    Failing.end(pool, out);
  }

  private static ForkJoinTask<?> failing(ForkJoinPool pool, String name) throws Exception {
    ForkJoinTask<?> task = pool.submit(() -> Failing.now(name));
    Failing.awaitDone(task);
    return task;
  }

  private static void submit(String name, Row.Out out) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(1);
    failing(pool, name).quietlyJoin();
    Failing.end(pool, out);
  }

  private static void submitIsGot(String name, Row.Out out) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(1);
    try {
      failing(pool, name).get();
    } catch (java.util.concurrent.ExecutionException e) {
      out.say(Failing.causeOf(e));
    }
    Failing.end(pool, out);
  }

  private static void getException(String name, Row.Out out) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(1);
    out.say(failing(pool, name).getException().getClass());
    Failing.end(pool, out);
  }

  private static void isFailed(String name, Row.Out out) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(1);
    out.say(failing(pool, name).isCompletedAbnormally());
    Failing.end(pool, out);
  }

  private static void execute(String name, Row.Out out) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(1);
    pool.execute(() -> Failing.now(name));
    Failing.end(pool, out);
  }

  private static void invoke(String name, Row.Out out) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(1);
    try {
      pool.invoke(ForkJoinTask.adapt(() -> Failing.now(name)));
    } catch (RuntimeException e) {
      out.say(e.getClass());
    }
    Failing.end(pool, out);
  }

  private static void parallelStream(String name, Row.Out out) {
    try {
      IntStream.range(0, 1000)
          .parallel()
          .forEach(
              i -> {
                if (i == 700) Failing.now(name);
              });
    } catch (IllegalStateException e) {
      out.say(e.getClass());
    }
  }

  private static void completedAndGot(String name, Row.Out out) {
    ForkJoinTask<?> task = ForkJoinTask.adapt(() -> {});
    task.completeExceptionally(new IllegalStateException(name));
    out.say(task.getException().getClass());
  }

  private static void completedAndForgotten(String name, Row.Out out) {
    ForkJoinTask<?> task = ForkJoinTask.adapt(() -> {});
    task.completeExceptionally(new IllegalStateException(name));
    out.say(task.isDone());
  }

  private static void cancelled(String name, Row.Out out) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(1);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    ForkJoinTask<?> task =
        pool.submit(
            () -> {
              begun.countDown();
              Failing.await(goOn);
              Failing.now(name);
            });
    Failing.await(begun);
    out.say(task.cancel(false));
    goOn.countDown();
    Failing.end(pool, out);
  }

  private static void atFixedRate(String name, Row.Out out) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(1);
    AtomicInteger runs = new AtomicInteger();
    Runnable third =
        () -> {
          if (runs.incrementAndGet() == 3) Failing.now(name);
        };
    Object future =
        Failing.call(
            ForkJoinPool.class, "scheduleAtFixedRate", pool, third, 0L, 1L, TimeUnit.MILLISECONDS);
    Failing.awaitDone((Future<?>) future);
    Failing.end(pool, out);
  }
}
