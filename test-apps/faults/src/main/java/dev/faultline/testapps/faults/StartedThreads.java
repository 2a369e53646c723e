// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Threads that are started by a task: some for its work, some for a pool's. */
public final class StartedThreads {
  private StartedThreads() {}

  public static void main(String[] args) {
    Rows rows =
        new Rows()
            .add("thread_startedInTrace_belongsToIt", StartedThreads::started)
            .add("subclass_startedInTrace_belongsToIt", StartedThreads::subclassStarted)
            .add("subclassWithTarget_startedInTrace_isOneTask", StartedThreads::superIsCalled)
            .add("thread_startedByAStartedThread", StartedThreads::startedTwice)
            .add("futureTask_inAThreadOfItsOwn", StartedThreads::futureTask)
            .add("poolMadeInTrace_isNotOfIt", StartedThreads::poolMade)
            .add("wrappedWorker_isNotOfTheTrace", StartedThreads::wrappedWorker)
            .add("runCalledByHand_isNoThread", StartedThreads::runByHand);
    if (Virtual.isThere()) {
      rows.add("virtualThread_startedInTrace_belongsToIt", StartedThreads::virtualStarted);
    }
    rows.run(args);
  }

  private static void started(String name, Row.Out out) throws Exception {
    inATask(() -> runToItsEnd(new Thread(new Failing(name), "started")));
  }

  private static void subclassStarted(String name, Row.Out out) throws Exception {
    inATask(() -> runToItsEnd(new OwnRun(name)));
  }

  private static void superIsCalled(String name, Row.Out out) throws Exception {
    inATask(() -> runToItsEnd(new SuperRun(new Failing(name))));
  }

  private static void startedTwice(String name, Row.Out out) throws Exception {
    inATask(
        () -> {
          CountDownLatch ended = new CountDownLatch(1);
          new Thread(new Starting(new Failing(name), ended)).start();
          return ended.await(20, TimeUnit.SECONDS);
        });
  }

  private static void futureTask(String name, Row.Out out) throws Exception {
    inATask(
        () -> {
          FutureTask<Object> future = new FutureTask<>(new Failing(name), null);
          new Thread(future).start();
          try {
            return future.get();
          } catch (ExecutionException e) {
            out.say(String.valueOf(e.getCause()));
            return null;
          }
        });
  }

  /** The pool is made, and its thread started, by a task; what the pool runs later is not its. */
  private static void poolMade(String name, Row.Out out) throws Exception {
    later(name, Executors.newSingleThreadExecutor());
  }

  private static void wrappedWorker(String name, Row.Out out) throws Exception {
    later(name, Executors.newSingleThreadExecutor(worker -> new Thread(() -> worker.run())));
  }

  private static void later(String name, ExecutorService pool) throws Exception {
    inATask(() -> pool.submit(() -> {}).get());
    pool.execute(new Failing(name));
    pool.shutdown();
    if (!pool.awaitTermination(20, TimeUnit.SECONDS)) throw new AssertionError("hangs");
  }

  @SuppressWarnings("DeadThread") // one that is never started
  private static void runByHand(String name, Row.Out out) throws Exception {
    inATask(
        () -> {
          try {
            ((Runnable) new OwnRun(name)).run();
          } catch (IllegalStateException e) {
            out.say(e.getMessage());
          }
          new Thread(new Failing(name), "not started");
          return null;
        });
  }

  private static void virtualStarted(String name, Row.Out out) throws Exception {
    inATask(
        () -> {
          Virtual.start(new Failing(name)).join();
          return null;
        });
  }

  /** A trace of its own, as long as it lasts. */
  private static void inATask(Callable<?> body) throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      pool.submit(new Outer(body)).get();
    } finally {
      pool.shutdown();
    }
  }

  private static Object runToItsEnd(Thread thread) throws InterruptedException {
    thread.start();
    thread.join();
    return thread;
  }

  static final class Outer implements Callable<Object> {
    private final Callable<?> body;

    Outer(Callable<?> body) {
      this.body = body;
    }

    @Override
    public Object call() throws Exception {
      return body.call();
    }
  }

  static final class Failing implements Runnable {
    private final String message;

    Failing(String message) {
      this.message = message;
    }

    @Override
    public void run() {
      throw new IllegalStateException(message);
    }
  }

  static final class Starting implements Runnable {
    private final Runnable next;
    private final CountDownLatch ended;

    Starting(Runnable next, CountDownLatch ended) {
      this.next = next;
      this.ended = ended;
    }

    @Override
    public void run() {
      Thread thread = new Thread(next);
      thread.setUncaughtExceptionHandler((t, e) -> ended.countDown());
      thread.start();
    }
  }

  static final class OwnRun extends Thread {
    private final String message;

    OwnRun(String message) {
      this.message = message;
    }

    @Override
    public void run() {
      throw new IllegalStateException(message);
    }
  }

  static final class SuperRun extends Thread {
    SuperRun(Runnable target) {
      super(target);
    }

    @Override
    public void run() {
      super.run();
    }
  }
}
