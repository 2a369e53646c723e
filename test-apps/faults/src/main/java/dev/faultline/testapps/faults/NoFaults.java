// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** What looks like a fault and is none, or is none by the settings; and what comes close to it. */
public final class NoFaults {
  private NoFaults() {}

  public static void main(String[] args) {
    new Rows()
        .add("interruption_isNoFault", NoFaults::interruption)
        .add("cancellation_isNoFault", NoFaults::cancellation)
        .add("interruption_inPureWrappersIsNoFault", submitted(NoFaults::pureWrappers))
        .add("cancellation_inAWrapperIsNoFault", submitted(NoFaults::wrappedCancellation))
        .add("interruptedRead_isNoFault", submitted(InterruptedIOException::new))
        .add("socketTimeout_isAFault", submitted(SocketTimeoutException::new))
        .add("interruption_inWhatSaysMoreIsAFault", submitted(NoFaults::sayingMore))
        .add("class_isIgnored", submitted(NotFound::new))
        .add("subClass_isIgnored", submitted(PageNotFound::new))
        .add("message_isIgnored", submitted(name -> new IOException("gone, " + name)))
        .add("message_ofAnotherIsAFault", submitted(name -> new IOException("here, " + name)))
        .add("cause_isIgnored", submitted(NoFaults::expectedCause))
        .run(args);
  }

  static class NotFound extends Exception {
    NotFound(String message) {
      super(message);
    }
  }

  static final class PageNotFound extends NotFound {
    PageNotFound(String message) {
      super(message);
    }
  }

  static final class Expected extends RuntimeException {
    Expected(String message) {
      super(message);
    }
  }

  private interface Failure {
    Exception of(String name);
  }

  private static Exception pureWrappers(String name) {
    return new RuntimeException(new ExecutionException(new InterruptedException(name)));
  }

  private static Exception wrappedCancellation(String name) {
    return new ExecutionException(new CancellationException(name));
  }

  private static Exception sayingMore(String name) {
    return new IllegalStateException(name, new InterruptedException());
  }

  private static Exception expectedCause(String name) {
    return new IllegalStateException(name, new IOException(name, new Expected(name)));
  }

  /** A task that throws it. */
  private static Row submitted(Failure failure) {
    return (name, out) -> {
      ExecutorService pool = Executors.newSingleThreadExecutor();
      Callable<Void> task =
          () -> {
            throw failure.of(name);
          };
      Future<Void> future = pool.submit(task);
      try {
        future.get();
      } catch (ExecutionException e) {
        out.say("failed");
      }
      end(pool, out);
    };
  }

  private static void interruption(String name, Row.Out out) throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    CountDownLatch started = new CountDownLatch(1);
    pool.submit(
        () -> {
          started.countDown();
          new CountDownLatch(1).await();
          return name;
        });
    started.await();
    pool.shutdownNow();
    end(pool, out);
  }

  private static void cancellation(String name, Row.Out out) throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    CountDownLatch started = new CountDownLatch(1);
    Future<String> future =
        pool.submit(
            () -> {
              started.countDown();
              new CountDownLatch(1).await();
              return name;
            });
    started.await();
    out.say(future.cancel(true));
    try {
      future.get();
    } catch (CancellationException e) {
      out.say("cancelled");
    }
    end(pool, out);
  }

  private static void end(ExecutorService pool, Row.Out out) throws InterruptedException {
    pool.shutdown();
    out.say(pool.awaitTermination(10, TimeUnit.SECONDS));
  }
}
