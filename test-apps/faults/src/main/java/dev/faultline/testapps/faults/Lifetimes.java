// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Throwables that outlive a fault, and such that must not: those who wait here wait until what was
 * thrown, and the loader of its class, have been collected.
 */
public final class Lifetimes {
  private static final int MANY = 1_000;
  private static final AtomicInteger COMPARED = new AtomicInteger();

  private Lifetimes() {}

  public static void main(String[] args) {
    new Rows()
        .add("throwable_isCollected", Lifetimes::throwable)
        .add("loader_isCollected", Lifetimes::loader)
        .add("equals_isNotCalled", Lifetimes::compared)
        .add("static_isThrownAThousandTimes", Lifetimes::manyTimes)
        .add("sameObject_failsTwoTasks", Lifetimes::twice)
        .runTogether();
  }

  private static void throwable(String name, Row.Out out) throws Exception {
    Failing.collect(dieOf(new IllegalStateException(name)));
    out.say("collected");
  }

  private static void compared(String name, Row.Out out) throws Exception {
    Failing.collect(dieOf(new Compared(name)));
    out.say("compared " + COMPARED + " times");
  }

  /** Nothing of it is left on this thread's stack when it returns. */
  private static WeakReference<?> dieOf(RuntimeException thrown) throws InterruptedException {
    Thread thread =
        new Thread(
            () -> {
              throw thrown;
            });
    thread.start();
    thread.join();
    return new WeakReference<>(thrown);
  }

  private static void loader(String name, Row.Out out) throws Exception {
    ExecutorService pool = Failing.pool();
    WeakReference<?> loader = executeFromLoader(name, pool);
    Failing.end(pool, out);
    Failing.collect(loader);
    out.say("collected");
  }

  private static WeakReference<?> executeFromLoader(String name, ExecutorService pool)
      throws Exception {
    URL classes = Lifetimes.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes}, null)) {
      Class<?> type = loader.loadClass(Unloaded.class.getName());
      pool.execute((Runnable) type.getConstructor(String.class).newInstance(name));
      return new WeakReference<>(loader);
    }
  }

  private static void manyTimes(String name, Row.Out out) throws Exception {
    throwAgain(new IllegalStateException(name), out, MANY);
  }

  /** Of another class, as what is only counted is so by class and place, for all rows alike. */
  private static void twice(String name, Row.Out out) throws Exception {
    throwAgain(new UnsupportedOperationException(name), out, 2);
  }

  /** One object, in tasks one after another. Each task is a trace of its own. */
  private static void throwAgain(RuntimeException thrown, Row.Out out, int times) throws Exception {
    Callable<Object> task =
        () -> {
          throw thrown;
        };
    ExecutorService pool = Failing.pool();
    int same = 0;
    for (int i = 0; i < times; i++) same += isCause(thrown, pool.submit(task)) ? 1 : 0;
    out.say("thrown " + same + " times");
    Failing.end(pool, out);
  }

  private static boolean isCause(Throwable thrown, Future<?> future) throws InterruptedException {
    try {
      future.get();
      return false;
    } catch (java.util.concurrent.ExecutionException e) {
      return e.getCause() == thrown;
    }
  }

  /** A task that fails with itself, of a loader that is closed by then. Answers by its own code. */
  public static final class Unloaded extends RuntimeException implements Runnable {
    private static final long serialVersionUID = 1;

    public Unloaded(String name) {
      super(name);
    }

    @Override
    public void run() {
      throw this;
    }

    @Override
    public String getMessage() {
      return "unloaded " + super.getMessage();
    }
  }

  private static final class Compared extends RuntimeException {
    private static final long serialVersionUID = 1;

    Compared(String name) {
      super(name);
    }

    @Override
    public boolean equals(Object other) {
      COMPARED.incrementAndGet();
      throw new IllegalStateException("equals");
    }

    @Override
    public int hashCode() {
      COMPARED.incrementAndGet();
      throw new IllegalStateException("hashCode");
    }
  }
}
