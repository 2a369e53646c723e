// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Eight threads whose statements fail 50,000 times a second: a few ways of failing again and again,
 * and some thousands that come now and then. It counts what it has thrown, by SQL state, and says
 * so at its end; meanwhile a thread of its own goes about its work.
 */
public final class Storm {
  private static final int THREADS = 8;
  private static final int A_SECOND = 50_000;
  private static final int HOT = 4;
  private static final int RARE = 3_000;

  /** One in so many is a rare one. */
  private static final int RARITY = 50;

  private static final int DEPTH = 20;
  private static final int BEATS_A_SECOND = 100;

  private final AtomicLongArray thrown = new AtomicLongArray(HOT + RARE);
  private final int each;
  private volatile long beats;

  private Storm(int seconds) {
    each = seconds * A_SECOND / THREADS;
  }

  /**
   * @param args how many seconds
   */
  public static void main(String[] args) throws InterruptedException {
    int seconds = Integer.parseInt(args[0]);
    System.out.println("from " + System.currentTimeMillis());
    new Storm(seconds).run(seconds);
    System.out.println("to " + System.currentTimeMillis());
  }

  private void run(int seconds) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int number = i;
      threads.add(new Thread(() -> fail(number), "storm-" + i));
    }
    int wanted = seconds * BEATS_A_SECOND;
    threads.add(new Thread(() -> beat(wanted), "heart"));
    for (Thread thread : threads) thread.start();
    for (Thread thread : threads) thread.join();
    System.out.println("beats " + beats + " of " + wanted);
    for (int i = 0; i < thrown.length(); i++) {
      if (thrown.get(i) > 0) System.out.println("thrown " + state(i) + " " + thrown.get(i));
    }
  }

  /** At a steady rate; where that cannot be held, as fast as it goes. */
  private void fail(int number) {
    FailingStatement statement = new FailingStatement(sql -> dive(DEPTH, sql));
    long start = System.nanoTime();
    for (int i = 0; i < each; i++) {
      long due = start + i * (TimeUnit.SECONDS.toNanos(THREADS) / A_SECOND);
      long early = due - System.nanoTime();
      if (early > TimeUnit.MILLISECONDS.toNanos(1)) LockSupport.parkNanos(early);
      int kind = i % RARITY == number ? HOT + (i / RARITY * THREADS + number) % RARE : i % HOT;
      try {
        statement.execute("delete from table_" + state(kind));
      } catch (SQLException e) {
        thrown.incrementAndGet(kind);
      }
    }
  }

  private void beat(int wanted) {
    for (int i = 0; i < wanted; i++) {
      beats++;
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1) / BEATS_A_SECOND);
    }
  }

  /** A fingerprint has the SQL state in it. */
  private static String state(int kind) {
    return (kind < HOT ? "H" : "R") + kind;
  }

  private static SQLException dive(int depth, String sql) {
    if (depth > 0) return dive(depth - 1, sql);
    return new SQLException("does not work", sql.substring(sql.lastIndexOf('_') + 1));
  }
}
