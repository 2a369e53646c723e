// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.trace;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Estimates how much time hooks take on the application's threads, by taking the time of one call
 * in {@value #EVERY}. Each thread counts for itself, down a plain field of its {@link
 * CurrentTrace}, and starts somewhere: a thread that lives for ten calls is as likely to have one
 * of them timed. What is timed by one call must not be timed once more inside of it.
 */
public final class Meter {
  /** A prime: what a thread does repeats, and its rounds must not fall into step with this. */
  static final int EVERY = 251;

  /** More than that, and the thread was not running, or a class was loaded: counts as that much. */
  static final long MOST_NANOS = 100_000;

  private static final int READINGS = 64;

  private static final AtomicLong SUM = new AtomicLong();

  /** What it takes to look at the clock. Plain: set once, before it matters. */
  private static long clockNanos;

  private Meter() {}

  /** Where a thread starts to count. */
  static int start() {
    return (int) ((Ids.random() >>> 1) % EVERY) + 1;
  }

  /**
   * A hook begins its work.
   *
   * @return for {@link #end}; 0 when the time of this call is not taken
   */
  public static long begin(CurrentTrace current) {
    if (--current.untimed > 0) return 0;
    current.untimed = EVERY;
    long now = System.nanoTime();
    return now == 0 ? 1 : now;
  }

  /** A hook ends its work. */
  public static void end(long began) {
    if (began != 0) add(System.nanoTime() - began - clockNanos);
  }

  /** As {@link #end(long)}, passing a value on. */
  public static <T> T end(long began, T value) {
    if (began != 0) add(System.nanoTime() - began - clockNanos);
    return value;
  }

  /** A hook ends its work which has looked at the clock, for a reason of its own, as it began. */
  public static void since(CurrentTrace current, long beganNanos) {
    if (--current.untimed > 0) return;
    current.untimed = EVERY;
    add(System.nanoTime() - beganNanos);
  }

  private static void add(long nanos) {
    if (nanos > 0) SUM.getAndAdd(Math.min(nanos, MOST_NANOS));
  }

  /** About how many nanoseconds all calls so far have taken. Grows. */
  public static long nanos() {
    return SUM.get() * EVERY;
  }

  /** Finds out what the clock costs here. Some microseconds; on a thread of ours. */
  public static void calibrate() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < READINGS; i++) {
      long first = System.nanoTime();
      least = Math.min(least, System.nanoTime() - first);
    }
    clockNanos = Math.max(0, least);
  }
}
