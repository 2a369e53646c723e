// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Tasks of executors that fail. */
public final class Tasks {
  /** Futures that somebody could look at until the JVM ends. */
  private static final List<Future<?>> KEPT = new ArrayList<>();

  private Tasks() {}

  public static void main(String[] args) {
    Rows rows =
        new Rows()
            .add("execute_throws", Tasks::execute)
            .add("submit_nobodyGets", Tasks::submitNobodyGets)
            .add("submit_isCollected", Tasks::submitIsCollected)
            .add("submit_isGotAndSwallowed", Tasks::submitIsGot)
            .add("submit_isGotAndEscapes", Tasks::submitEscapes)
            .add("submit_isOnlyAskedWhetherDone", Tasks::submitIsDone)
            .add("submit_isGotByATaskNobodyGets", Tasks::submitIsGotByATask)
            .add("invokeAll", Tasks::invokeAll)
            .add("invokeAny", Tasks::invokeAny)
            .add("schedule_nobodyGets", Tasks::schedule)
            .add("atFixedRate_diesSilently", Tasks::atFixedRate)
            .add("withFixedDelay_isGot", Tasks::withFixedDelay)
            .add("futureTask_onAPlainThread", Tasks::futureTask)
            .add("completionService_isTaken", Tasks::completionService)
            .add("cancelled", Tasks::cancelled)
            .add("interrupted", Tasks::interrupted);
    if (Failing.has(Future.class, "exceptionNow")) {
      rows.add("futureTask_exceptionNow", Tasks::exceptionNow)
          .add("futureTask_state", Tasks::state);
    }
    if (Failing.has(Executors.class, "newVirtualThreadPerTaskExecutor")) {
      rows.add("virtual", Tasks::virtual);
    }
    rows.run(args);
  }

  private static void execute(String name, Row.Out out) throws Exception {
    ExecutorService pool = Failing.pool();
    pool.execute(() -> Failing.now(name));
    Failing.end(pool, out);
  }

  private static void submitNobodyGets(String name, Row.Out out) throws Exception {
    ExecutorService pool = Failing.pool();
    pool.submit(() -> Failing.now(name));
    Failing.end(pool, out);
  }

  private static void submitIsCollected(String name, Row.Out out) throws Exception {
    ExecutorService pool = Failing.pool();
    WeakReference<?> future = new WeakReference<>(pool.submit(() -> Failing.now(name)));
    Failing.end(pool, out);
    Failing.collect(future);
  }

  private static void submitIsGot(String name, Row.Out out) throws Exception {
    ExecutorService pool = Failing.pool();
    Failing.get(pool.submit(() -> Failing.now(name)), out);
    Failing.end(pool, out);
  }

  private static void submitEscapes(String name, Row.Out out) throws Exception {
    ExecutorService pool = Failing.pool();
    Future<?> future = pool.submit(() -> Failing.now(name));
    Thread thread = new Thread(() -> rethrow(future));
    thread.start();
    thread.join();
    Failing.end(pool, out);
  }

  private static void rethrow(Future<?> future) {
    try {
      future.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void submitIsDone(String name, Row.Out out) throws Exception {
    ExecutorService pool = Failing.pool();
    Future<?> future = pool.submit(() -> Failing.now(name));
    Failing.end(pool, out);
    out.say(future.isDone() && !future.isCancelled());
    KEPT.add(future);
  }

  private static void submitIsGotByATask(String name, Row.Out out) throws Exception {
    ExecutorService inner = Failing.pool();
    ExecutorService outer = Failing.pool();
    outer.submit(() -> inner.submit(() -> Failing.now(name)).get());
    Failing.end(outer, out);
    Failing.end(inner, out);
  }

  private static void invokeAll(String name, Row.Out out) throws Exception {
    ExecutorService pool = Failing.pool();
    Callable<Object> seen = () -> Failing.now(name + "-seen");
    Callable<Object> missed = () -> Failing.now(name + "-missed");
    Callable<Object> timed = () -> Failing.now(name + "-timed");
    Failing.get(pool.invokeAll(Arrays.asList(missed, seen)).get(1), out);
    pool.invokeAll(Arrays.asList(timed), 20, TimeUnit.SECONDS);
    Failing.end(pool, out);
  }

  private static void invokeAny(String name, Row.Out out) throws Exception {
    ExecutorService pool = Failing.pool();
    Callable<Object> one = () -> Failing.now(name + "-one");
    Callable<Object> other = () -> Failing.now(name + "-other");
    try {
      pool.invokeAny(Arrays.asList(one, other));
    } catch (ExecutionException e) {
      out.say(Failing.causeOf(e));
    }
    Failing.end(pool, out);
  }

  private static void schedule(String name, Row.Out out) throws Exception {
    ScheduledExecutorService pool = Executors.newScheduledThreadPool(1);
    pool.schedule(() -> Failing.now(name), 1, TimeUnit.MILLISECONDS);
    Failing.end(pool, out);
  }

  private static Runnable thirdFails(String name) {
    AtomicInteger runs = new AtomicInteger();
    return () -> {
      if (runs.incrementAndGet() == 3) Failing.now(name);
    };
  }

  private static void atFixedRate(String name, Row.Out out) throws Exception {
    ScheduledExecutorService pool = Executors.newScheduledThreadPool(1);
    Failing.awaitDone(pool.scheduleAtFixedRate(thirdFails(name), 0, 1, TimeUnit.MILLISECONDS));
    Failing.end(pool, out);
  }

  private static void withFixedDelay(String name, Row.Out out) throws Exception {
    ScheduledExecutorService pool = Executors.newScheduledThreadPool(1);
    Failing.get(pool.scheduleWithFixedDelay(thirdFails(name), 0, 1, TimeUnit.MILLISECONDS), out);
    Failing.end(pool, out);
  }

  private static void futureTask(String name, Row.Out out) throws Exception {
    FutureTask<Object> task = new FutureTask<>(() -> Failing.now(name));
    Thread thread = new Thread(task);
    thread.start();
    thread.join();
    out.say(task.isDone());
  }

  private static void completionService(String name, Row.Out out) throws Exception {
    ExecutorService pool = Failing.pool();
    ExecutorCompletionService<Object> service = new ExecutorCompletionService<>(pool);
    service.submit(() -> Failing.now(name));
    Failing.get(service.take(), out);
    Failing.end(pool, out);
  }

  private static void cancelled(String name, Row.Out out) throws Exception {
    ExecutorService pool = Failing.pool();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Future<?> future =
        pool.submit(
            () -> {
              begun.countDown();
              Failing.await(goOn);
              Failing.now(name);
            });
    Failing.await(begun);
    out.say(future.cancel(false));
    goOn.countDown();
    Failing.end(pool, out);
  }

  private static void interrupted(String name, Row.Out out) throws Exception {
    ExecutorService pool = Failing.pool();
    pool.submit(
        () -> {
          throw new InterruptedException(name);
        });
    pool.submit(
        () -> {
          throw new ExecutionException(new InterruptedException(name));
        });
    Failing.end(pool, out);
  }

  private static void exceptionNow(String name, Row.Out out) throws Exception {
    FutureTask<Object> task = new FutureTask<>(() -> Failing.now(name));
    task.run();
    out.say(Failing.call(Future.class, "exceptionNow", task));
  }

  private static void state(String name, Row.Out out) throws Exception {
    FutureTask<Object> task = new FutureTask<>(() -> Failing.now(name));
    task.run();
    out.say(Failing.call(Future.class, "state", task));
  }

  private static void virtual(String name, Row.Out out) throws Exception {
    ExecutorService executor =
        (ExecutorService) Failing.call(Executors.class, "newVirtualThreadPerTaskExecutor", null);
    Callable<Object> all = () -> Failing.now(name + "-all");
    executor.submit(() -> Failing.now(name + "-missed"));
    Failing.get(executor.submit(() -> Failing.now(name + "-seen")), out);
    executor.execute(() -> Failing.now(name + "-executed"));
    executor.invokeAll(Arrays.asList(all));
    Failing.end(executor, out);
  }
}
