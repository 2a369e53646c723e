// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tasks that fail with what the JVM throws itself: one with its stack, and, once that place has
 * been thrown from often enough to be compiled, many without. It says how many there were of which.
 */
public final class FastThrow {
  private static final int HOT = 200_000;
  private static final int ROUNDS = 50;

  private FastThrow() {}

  /**
   * @param args how many tasks are to fail without a stack, of each kind
   */
  public static void main(String[] args) throws InterruptedException {
    int tasks = Integer.parseInt(args[0]);
    run("null", new Null(), tasks);
    run("index", new Index(), tasks);
  }

  private static void run(String name, Fails fails, int tasks) throws InterruptedException {
    ExecutorService pool = Failing.pool();
    int first = stackless(pool, fails, 1);
    System.out.println(name + " came " + comes(fails));
    int stackless = first + stackless(pool, fails, tasks);
    System.out.println(name + " stackless " + stackless + " of " + (1 + tasks));
    pool.shutdown();
    System.out.println(name + " ended " + pool.awaitTermination(20, TimeUnit.SECONDS));
  }

  /** Fails where nobody but the application sees it, until that comes without a stack. */
  private static boolean comes(Fails fails) {
    for (int round = 0; round < ROUNDS; round++) {
      if (isStacklessAtLast(fails)) return true;
    }
    return false;
  }

  private static boolean isStacklessAtLast(Fails fails) {
    RuntimeException last = null;
    for (int i = 0; i < HOT; i++) {
      try {
        fails.fail();
      } catch (RuntimeException e) {
        last = e;
      }
    }
    return last != null && last.getStackTrace().length == 0;
  }

  private static int stackless(ExecutorService pool, Fails fails, int tasks)
      throws InterruptedException {
    int stackless = 0;
    for (int i = 0; i < tasks; i++) {
      try {
        pool.submit(fails).get();
      } catch (ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause != null && cause.getStackTrace().length == 0) stackless++;
      }
    }
    return stackless;
  }

  /** A task that fails in {@link #fail}, which is to be compiled for itself. */
  private abstract static class Fails implements Callable<Integer> {
    abstract int fail();

    @Override
    public final Integer call() {
      return fail();
    }
  }

  private static final class Null extends Fails {
    @SuppressWarnings("NullAway.Init") // it is null, to fail
    private String text;

    @Override
    int fail() {
      return text.length();
    }
  }

  private static final class Index extends Fails {
    private final int[] numbers = new int[3];
    private int index = 3;

    /** With a handler of its own: else Java 8 goes on throwing it in full. */
    @Override
    int fail() {
      try {
        return numbers[index];
      } catch (ArrayIndexOutOfBoundsException e) {
        throw e;
      }
    }
  }
}
