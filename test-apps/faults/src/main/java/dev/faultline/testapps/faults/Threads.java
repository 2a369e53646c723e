// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Threads that die, with a handler or without. */
public final class Threads {
  private Threads() {}

  public static void main(String[] args) {
    Rows rows =
        new Rows()
            .add("thread_diesWithoutHandler", Threads::diesWithoutHandler)
            .add("thread_diesWithOwnHandler", Threads::diesWithOwnHandler)
            .add("thread_diesWithDefaultHandler", Threads::diesWithDefaultHandler)
            .add("threadGroup_handlerStillCalled", Threads::groupHandles)
            .add("threadGroup_aboveHandles", Threads::groupAboveHandles)
            .add("handler_thatThrows", Threads::handlerThrows)
            .add("handler_thatRethrows", Threads::handlerRethrows)
            .add("handler_thatStartsAThread", Threads::handlerStartsAThread)
            .add("handler_ofTheThreadsOwnChoice", Threads::threadChoosesItsHandler)
            .add("handler_thatCannotBeAskedFor", Threads::handlerCannotBeAskedFor)
            .add("thread_whoseIdCannotBeAskedFor", Threads::idCannotBeAskedFor)
            .add("handler_calledByALibrary", Threads::libraryCallsHandler)
            .add("defaultHandler_calledByALibrary", Threads::libraryCallsDefaultHandler)
            .add("thread_whoseNameChanges", Threads::nameChanges)
            .add("subclassOfThread_dies", Threads::subclassDies)
            .add("worker_diesOnExecute", Threads::workerDiesOnExecute)
            .add("stackOverflow_endsAThread", Threads::stackOverflows)
            .add("outOfMemory_endsAThread", Threads::outOfMemory)
            .add("interrupted_isNoFault", Threads::interrupted)
            .add("oneException_endsTwoThreads", Threads::oneExceptionTwice)
            .add("oneCause_endsTwoThreads", Threads::oneCauseTwice)
            .add("sixtyFour_dieAtOnce", Threads::sixtyFour)
            .add("thousand_dieAtOnce", Threads::thousand);
    if (canStopThreads()) rows.add("threadDeath_isNoFault", Threads::stopped);
    if (Virtual.isThere()) {
      rows.add("virtualThread_dies", Threads::virtualDies);
      rows.add("virtualThreads_dieAtOnce", Threads::virtualCrowd);
    }
    rows.run(args);
  }

  private static void diesWithoutHandler(String name, Row.Out out) throws Exception {
    runToItsEnd(new Thread(() -> fail(name), "worker-1"));
  }

  private static void diesWithOwnHandler(String name, Row.Out out) throws Exception {
    IllegalStateException thrown = new IllegalStateException(name);
    Thread thread = new Thread(throwing(thrown));
    thread.setUncaughtExceptionHandler(
        (t, e) -> out.say((t == thread) + " " + (e == thrown) + " " + t.isAlive()));
    runToItsEnd(thread);
  }

  private static void diesWithDefaultHandler(String name, Row.Out out) throws Exception {
    Thread.setDefaultUncaughtExceptionHandler(new Handler(out));
    runToItsEnd(new Thread(() -> fail(name)));
    out.say(Thread.getDefaultUncaughtExceptionHandler().getClass().getSimpleName());
    Thread.setDefaultUncaughtExceptionHandler(null);
  }

  /** As RxJava does, Reactor, Kotlin's coroutines, and fork-join pools from 17 on. */
  private static void libraryCallsHandler(String name, Row.Out out) {
    Thread self = Thread.currentThread();
    self.getUncaughtExceptionHandler().uncaughtException(self, new IllegalStateException(name));
    out.say("goes on");
  }

  private static void libraryCallsDefaultHandler(String name, Row.Out out) {
    Thread.setDefaultUncaughtExceptionHandler(new Handler(out));
    libraryCallsHandler(name, out);
    Thread.setDefaultUncaughtExceptionHandler(null);
  }

  private static void groupHandles(String name, Row.Out out) throws Exception {
    runToItsEnd(new Thread(new Group(out), () -> fail(name), "grouped"));
  }

  private static void groupAboveHandles(String name, Row.Out out) throws Exception {
    ThreadGroup inner = new ThreadGroup(new Group(out), "inner");
    runToItsEnd(new Thread(inner, () -> fail(name), "grouped"));
  }

  private static void handlerThrows(String name, Row.Out out) throws Exception {
    Thread thread = new Thread(() -> fail("the first of " + name));
    thread.setUncaughtExceptionHandler(
        (t, e) -> {
          out.say("handler called");
          throw new IllegalArgumentException("the second of " + name);
        });
    runToItsEnd(thread);
  }

  private static void handlerRethrows(String name, Row.Out out) throws Exception {
    Thread thread = new Thread(() -> fail(name));
    thread.setUncaughtExceptionHandler(
        (t, e) -> {
          out.say("handler called");
          throw (IllegalStateException) e;
        });
    runToItsEnd(thread);
  }

  private static void handlerStartsAThread(String name, Row.Out out) throws Exception {
    Thread[] second = new Thread[1];
    Thread thread = new Thread(() -> fail("the first of " + name));
    thread.setUncaughtExceptionHandler(
        (t, e) -> {
          second[0] = new Thread(() -> fail("the second of " + name));
          second[0].start();
        });
    runToItsEnd(thread);
    second[0].join();
    out.say("both ended");
  }

  private static void threadChoosesItsHandler(String name, Row.Out out) throws Exception {
    Thread thread =
        new Thread(() -> fail(name)) {
          @Override
          public UncaughtExceptionHandler getUncaughtExceptionHandler() {
            return new Handler(out);
          }
        };
    thread.setUncaughtExceptionHandler((t, e) -> out.say("not called"));
    runToItsEnd(thread);
  }

  private static void handlerCannotBeAskedFor(String name, Row.Out out) throws Exception {
    Thread thread =
        new Thread(() -> fail("the first of " + name)) {
          @Override
          public UncaughtExceptionHandler getUncaughtExceptionHandler() {
            if (Thread.currentThread() == this) out.say("asked");
            throw new IllegalArgumentException("the second of " + name);
          }
        };
    runToItsEnd(thread);
  }

  private static void idCannotBeAskedFor(String name, Row.Out out) throws Exception {
    runToItsEnd(
        new Thread(() -> fail(name)) {
          @Override
          public long getId() {
            throw new UnsupportedOperationException("no id");
          }
        });
  }

  private static void nameChanges(String name, Row.Out out) throws Exception {
    Thread thread =
        new Thread(
            () -> {
              Thread.currentThread().setName("renamed");
              throw new IllegalStateException(name);
            },
            "named");
    runToItsEnd(thread);
  }

  private static void subclassDies(String name, Row.Out out) throws Exception {
    runToItsEnd(
        new Thread("subclass") {
          @Override
          public void run() {
            throw new IllegalStateException(name);
          }
        });
  }

  private static void workerDiesOnExecute(String name, Row.Out out) throws Exception {
    ExecutorService pool =
        Executors.newSingleThreadExecutor(task -> new Thread(task, "pool-worker"));
    pool.execute(() -> fail(name));
    pool.submit(() -> out.say("the pool goes on")).get();
    shutDown(pool);
  }

  private static void stackOverflows(String name, Row.Out out) throws Exception {
    runToItsEnd(new Thread(() -> out.say(deeper(1)), name));
  }

  @SuppressWarnings("InfiniteRecursion") // that is what it is for
  private static int deeper(int depth) {
    return deeper(depth + 1) + 1;
  }

  private static void outOfMemory(String name, Row.Out out) throws Exception {
    runToItsEnd(new Thread(() -> out.say(new long[Integer.MAX_VALUE].length), name));
  }

  private static void interrupted(String name, Row.Out out) throws Exception {
    Thread thread =
        new Thread(
            () -> {
              try {
                Thread.sleep(20_000);
              } catch (InterruptedException e) {
                throwAnyway(e);
              }
            });
    thread.start();
    thread.interrupt();
    thread.join();
  }

  private static void oneExceptionTwice(String name, Row.Out out) throws Exception {
    IllegalStateException thrown = new IllegalStateException(name);
    runToItsEnd(new Thread(throwing(thrown)));
    runToItsEnd(new Thread(throwing(thrown)));
  }

  private static void oneCauseTwice(String name, Row.Out out) throws Exception {
    Exception cause = new Exception("the cause of " + name);
    runToItsEnd(new Thread(throwing(new IllegalStateException(name, cause))));
    runToItsEnd(new Thread(throwing(new IllegalStateException(name, cause))));
  }

  private static void sixtyFour(String name, Row.Out out) throws Exception {
    crowd(64, () -> fail(name));
  }

  private static void thousand(String name, Row.Out out) throws Exception {
    crowd(1000, () -> fail(name));
  }

  private static void crowd(int count, Runnable failing) throws Exception {
    CountDownLatch all = new CountDownLatch(count);
    Thread[] threads = new Thread[count];
    for (int i = 0; i < count; i++) {
      threads[i] = new Thread(null, after(all, failing), "crowd-" + i, 128 << 10);
      threads[i].start();
    }
    for (Thread each : threads) each.join();
  }

  @SuppressWarnings({"deprecation", "removal"})
  private static void stopped(String name, Row.Out out) throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(name, e);
              }
            });
    thread.start();
    thread.stop();
    thread.join();
    out.say("stopped");
  }

  /** From 20 on, stop() does nothing but throw; on 18 and 19 nobody tests. */
  private static boolean canStopThreads() {
    String version = System.getProperty("java.specification.version");
    return version.startsWith("1.") || Integer.parseInt(version) < 18;
  }

  private static void virtualDies(String name, Row.Out out) throws Exception {
    Thread thread = Virtual.start(() -> fail(name));
    thread.join();
  }

  private static void virtualCrowd(String name, Row.Out out) throws Exception {
    int count = 1000;
    CountDownLatch all = new CountDownLatch(count);
    Thread[] threads = new Thread[count];
    for (int i = 0; i < count; i++) threads[i] = Virtual.start(after(all, () -> fail(name)));
    for (Thread each : threads) each.join();
  }

  /** Called from a lambda of the row's own: what fails at one place is counted together. */
  private static void fail(String message) {
    throw new IllegalStateException(message);
  }

  private static Runnable after(CountDownLatch all, Runnable failing) {
    return () -> {
      all.countDown();
      try {
        all.await();
      } catch (InterruptedException e) {
        return;
      }
      failing.run();
    };
  }

  private static Runnable throwing(RuntimeException thrown) {
    return () -> {
      throw thrown;
    };
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void throwAnyway(Throwable throwable) throws T {
    throw (T) throwable;
  }

  static void runToItsEnd(Thread thread) throws InterruptedException {
    thread.start();
    thread.join();
  }

  static void shutDown(ExecutorService pool) throws InterruptedException {
    pool.shutdown();
    if (!pool.awaitTermination(20, TimeUnit.SECONDS)) throw new AssertionError("hangs");
  }

  static final class Handler implements Thread.UncaughtExceptionHandler {
    private final Row.Out out;

    Handler(Row.Out out) {
      this.out = out;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
      out.say("handled " + thrown.getMessage());
    }
  }

  static final class Group extends ThreadGroup {
    private final Row.Out out;

    Group(Row.Out out) {
      super("group");
      this.out = out;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
      out.say("group handled " + thrown.getMessage());
    }
  }
}
