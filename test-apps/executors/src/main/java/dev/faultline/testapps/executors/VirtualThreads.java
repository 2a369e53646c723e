// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.executors;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** Ten thousand virtual threads that sleep, park and wake each other, in a hundred traces. */
public final class VirtualThreads {
  private static final int TRACES = 100;
  private static final int TASKS = 100;
  private static final ExecutorService VIRTUAL = virtualThreads();
  private static final ReentrantLock LOCK = new ReentrantLock();
  private static final BlockingQueue<Object> QUEUE = new LinkedBlockingQueue<>();

  private VirtualThreads() {}

  public static void main(String[] arguments) throws Exception {
    CountDownLatch ran = new CountDownLatch(TRACES * TASKS);
    List<Future<?>> crowds = new ArrayList<>();
    for (int i = 0; i < TRACES; i++) crowds.add(Pools.FIXED.submit(new Crowd(ran)));
    for (Future<?> each : crowds) each.get();
    if (!ran.await(60, TimeUnit.SECONDS)) throw new AssertionError(ran.getCount() + " hang");
    Pools.ROOT.submit(new Lost()).get();
    VIRTUAL.shutdown();
    if (!VIRTUAL.awaitTermination(60, TimeUnit.SECONDS)) throw new AssertionError("hangs");
    Pools.end();
    System.out.println("all ran");
  }

  static final class Crowd implements Runnable {
    private final CountDownLatch ran;

    Crowd(CountDownLatch ran) {
      this.ran = ran;
    }

    @Override
    public void run() {
      for (int i = 0; i < TASKS; i++) {
        Runnable one = new One(ran, i);
        if (i % 2 == 0) VIRTUAL.execute(one);
        else VIRTUAL.submit(one);
      }
    }
  }

  static final class One implements Runnable {
    private final CountDownLatch ran;
    private final int number;

    One(CountDownLatch ran, int number) {
      this.ran = ran;
      this.number = number;
    }

    @Override
    public void run() {
      try {
        for (int i = 0; i < 3; i++) goThroughIt();
        ran.countDown();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    private void goThroughIt() throws InterruptedException {
      Thread.sleep(number % 5);
      LOCK.lock();
      try {
        if (number % 20 == 0) Thread.sleep(1);
      } finally {
        LOCK.unlock();
      }
      QUEUE.add(this);
      QUEUE.take();
      LockSupport.parkNanos(1000);
      Thread.yield();
    }
  }

  static final class Lost implements Scenario {
    @Override
    public void run() throws Exception {
      try {
        VIRTUAL.submit(() -> fail()).get();
      } catch (ExecutionException e) {
        VIRTUAL.submit(new Work()).get();
      }
    }

    private static Object fail() {
      throw new IllegalStateException("virtual");
    }
  }

  private static ExecutorService virtualThreads() {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
