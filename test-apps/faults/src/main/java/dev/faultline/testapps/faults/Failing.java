// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import java.lang.ref.WeakReference;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What rows about tasks have in common. */
final class Failing {
  private Failing() {}

  static <T> T now(String message) {
    throw new IllegalStateException(message);
  }

  /** A pool of one thread, so that what was handed in first has ended when the next one runs. */
  static ExecutorService pool() {
    return Executors.newSingleThreadExecutor();
  }

  static void end(ExecutorService pool, Row.Out out) throws InterruptedException {
    pool.shutdown();
    out.say(pool.awaitTermination(20, TimeUnit.SECONDS));
  }

  /** Gets it, says what was thrown, and makes nothing of it. */
  static void get(Future<?> future, Row.Out out) {
    try {
      out.say(future.get(20, TimeUnit.SECONDS));
    } catch (Throwable t) {
      out.say(t.getClass().getName() + " for " + t.getCause());
    }
  }

  static void await(CountDownLatch latch) {
    try {
      latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static void awaitDone(Future<?> future) throws InterruptedException {
    while (!future.isDone()) Thread.sleep(1);
  }

  /** The class of its cause; null when it has none. */
  static @Nullable Class<?> causeOf(Throwable thrown) {
    Throwable cause = thrown.getCause();
    return cause == null ? null : cause.getClass();
  }

  /** Collects garbage until it was collected. */
  static void collect(WeakReference<?> reference) throws InterruptedException {
    while (reference.get() != null) {
      System.gc();
      Thread.sleep(50); // in which all others can go about their work
    }
  }

  /** Whether this JDK has a public method of that name. */
  static boolean has(Class<?> type, String method) {
    for (java.lang.reflect.Method each : type.getMethods()) {
      if (each.getName().equals(method)) return true;
    }
    return false;
  }

  /** Calls a public method that is not there on Java 8. */
  static Object call(Class<?> type, String method, @Nullable Object target, Object... arguments) {
    try {
      for (java.lang.reflect.Method each : type.getMethods()) {
        if (each.getName().equals(method) && each.getParameterCount() == arguments.length) {
          return each.invoke(target, arguments);
        }
      }
      throw new IllegalArgumentException(method);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
