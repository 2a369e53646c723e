// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.executors;

import static dev.faultline.testapps.executors.Pools.FIXED;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A task is, everywhere and in every trace, the object that the application has handed in. */
public final class Identity {
  private Identity() {}

  public static void main(String[] arguments) throws Exception {
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {});
    Pools.run(new Queue(), new Order(), new Hooks(), new ThrowingHooks(), new OneLambda());
  }

  private static void check(boolean holds, String what) {
    if (!holds) throw new AssertionError(what);
  }

  /** A pool whose one thread is busy until its door is opened. */
  static class BusyPool extends ThreadPoolExecutor {
    final CountDownLatch door = new CountDownLatch(1);

    BusyPool(BlockingQueue<Runnable> queue) {
      super(1, 1, 1, TimeUnit.SECONDS, queue);
      execute(() -> await(door));
    }

    void end() throws InterruptedException {
      door.countDown();
      shutdown();
      check(awaitTermination(10, TimeUnit.SECONDS), "has ended");
    }

    private static void await(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** What is removed does not run, and the same instance handed in again runs once. */
  static final class Queue implements Scenario {
    @Override
    public void run() throws Exception {
      BusyPool pool = new BusyPool(new LinkedBlockingQueue<>());
      Work work = new Work();
      pool.execute(work);
      check(pool.getQueue().contains(work), "queue contains the task");
      check(pool.getQueue().peek() == work, "queue holds the task itself");
      check(pool.remove(work), "removed");
      check(!pool.remove(work), "removed once");
      pool.execute(work);
      pool.end();
    }
  }

  static final class Order implements Scenario {
    @Override
    public void run() throws Exception {
      List<Integer> ran = Collections.synchronizedList(new ArrayList<>());
      BusyPool pool = new BusyPool(new PriorityBlockingQueue<>());
      for (int i : new int[] {3, 1, 2}) pool.execute(new Ordered(i, ran));
      pool.end();
      check(ran.toString().equals("[1, 2, 3]"), "order " + ran);
    }
  }

  static final class Ordered implements Runnable, Comparable<Ordered> {
    private final int place;
    private final List<Integer> ran;

    Ordered(int place, List<Integer> ran) {
      this.place = place;
      this.ran = ran;
    }

    @Override
    public void run() {
      ran.add(place);
    }

    @Override
    public int compareTo(Ordered other) {
      return Integer.compare(place, other.place);
    }
  }

  static final class Hooks implements Scenario {
    @Override
    public void run() throws Exception {
      List<Object> seen = Collections.synchronizedList(new ArrayList<>());
      RuntimeException thrown = new IllegalStateException("thrown");
      Runnable work = new Work();
      Runnable failing =
          () -> {
            throw thrown;
          };
      ThreadPoolExecutor pool =
          new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>()) {
            @Override
            protected void beforeExecute(Thread thread, Runnable task) {
              seen.add(task);
            }

            @Override
            protected void afterExecute(Runnable task, Throwable failure) {
              seen.add(task);
              if (failure != null) seen.add(failure);
            }
          };
      pool.execute(work);
      pool.execute(failing);
      pool.shutdown();
      pool.awaitTermination(10, TimeUnit.SECONDS);
      Object[] expected = {work, work, failing, failing, thrown};
      for (int i = 0; i < expected.length; i++) {
        check(seen.get(i) == expected[i], "seen " + i + ": " + seen.get(i));
      }
    }
  }

  /** A pool whose own methods throw: its thread dies, and leaves nothing behind. */
  static final class ThrowingHooks implements Scenario {
    @Override
    public void run() throws Exception {
      CountDownLatch done = new CountDownLatch(3);
      ThreadPoolExecutor pool =
          new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>()) {
            @Override
            protected void beforeExecute(Thread thread, Runnable task) {
              done.countDown();
              if (done.getCount() == 2) throw new UnsupportedOperationException("before");
            }

            @Override
            protected void afterExecute(Runnable task, Throwable failure) {
              if (done.getCount() == 1) throw new UnsupportedOperationException("after");
            }
          };
      for (int i = 0; i < 3; i++) pool.execute(new Work());
      done.await();
      pool.shutdown();
      pool.awaitTermination(10, TimeUnit.SECONDS);
    }
  }

  /** A lambda that captures nothing is one object: two traces hand it in while it waits. */
  static final class OneLambda implements Scenario {
    private static final CountDownLatch RAN = new CountDownLatch(20);
    private static final Runnable SHARED = RAN::countDown;

    @Override
    public void run() throws Exception {
      BusyPool pool = new BusyPool(new LinkedBlockingQueue<>());
      for (int i = 0; i < 10; i++) FIXED.submit(new Twice(pool)).get();
      pool.end();
      RAN.await();
    }

    static final class Twice implements Runnable {
      private final BusyPool pool;

      Twice(BusyPool pool) {
        this.pool = pool;
      }

      @Override
      public void run() {
        pool.execute(SHARED);
        pool.execute(SHARED);
      }
    }
  }
}
