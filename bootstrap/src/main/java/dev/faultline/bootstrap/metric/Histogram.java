// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.metric;

import dev.faultline.bootstrap.state.ThreadIds;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Counts durations in buckets, cumulatively, from any number of threads.
 *
 * <p>The counts are striped: a thread adds to the stripe that its id selects, so that threads
 * seldom write to the same cache line. A stripe is made when first needed; on a machine of few
 * cores, or for a series that one thread uses, there is one. Each stripe holds a cell a bucket and
 * one for the sum. A reader may see a count before its sum or the other way round: over time both
 * are exact.
 */
public final class Histogram {
  /**
   * Upper bounds (inclusive) in nanoseconds; OpenTelemetry's advice for HTTP and database
   * durations, and more below 5 ms: most statements, and many requests, take less than one.
   */
  private static final long[] BOUNDS = {
    50_000L,
    100_000L,
    250_000L,
    500_000L,
    1_000_000L,
    2_500_000L,
    5_000_000L,
    10_000_000L,
    25_000_000L,
    50_000_000L,
    75_000_000L,
    100_000_000L,
    250_000_000L,
    500_000_000L,
    750_000_000L,
    1_000_000_000L,
    2_500_000_000L,
    5_000_000_000L,
    7_500_000_000L,
    10_000_000_000L
  };

  /** Ahead of the buckets: most durations are short, and their cell is in the same cache line. */
  private static final int SUM = 0;

  private static final int FIRST_BUCKET = 1;
  private static final int CELLS = FIRST_BUCKET + BOUNDS.length + 1;

  private static final int STRIPES = stripes(Runtime.getRuntime().availableProcessors());

  private final AtomicReferenceArray<@Nullable AtomicLongArray> stripes =
      new AtomicReferenceArray<>(STRIPES);

  /** Adds one duration in nanoseconds; a negative one counts as 0. */
  public void record(long nanos) {
    record(nanos, ThreadIds.of(Thread.currentThread()));
  }

  /**
   * As {@link #record(long)}, for who has the current thread's id at hand.
   *
   * @param threadId by {@link ThreadIds#of}
   */
  public void record(long nanos, long threadId) {
    long duration = Math.max(0, nanos);
    AtomicLongArray cells = stripe((int) threadId & STRIPES - 1);
    cells.getAndIncrement(FIRST_BUCKET + bucket(duration));
    cells.getAndAdd(SUM, duration);
  }

  /** Number of buckets, the last one open to the right. */
  public static int bucketCount() {
    return BOUNDS.length + 1;
  }

  /** Inclusive upper bound of a bucket but the last, in nanoseconds. */
  public static long bound(int bucket) {
    return BOUNDS[bucket];
  }

  /** Durations counted so far in a bucket. */
  public long count(int bucket) {
    return total(FIRST_BUCKET + bucket);
  }

  /** Sum of all durations so far, in nanoseconds. */
  public long sumNanos() {
    return total(SUM);
  }

  /** Adds what another has counted so far. For a reader's own sum. */
  void add(Histogram other) {
    AtomicLongArray cells = stripe(0);
    for (int i = 0; i < CELLS; i++) cells.getAndAdd(i, other.total(i));
  }

  private long total(int cell) {
    long total = 0;
    for (int i = 0; i < STRIPES; i++) {
      AtomicLongArray cells = stripes.get(i);
      if (cells != null) total += cells.get(cell);
    }
    return total;
  }

  private AtomicLongArray stripe(int index) {
    AtomicLongArray cells = stripes.get(index);
    if (cells != null) return cells;
    stripes.compareAndSet(index, null, new AtomicLongArray(CELLS));
    AtomicLongArray made = stripes.get(index);
    if (made == null) throw new AssertionError(); // a stripe is never taken away
    return made;
  }

  /**
   * The bucket that a duration in nanoseconds is counted in. Most are short, so a walk from the
   * left ends early and beats a binary search.
   */
  public static int bucket(long nanos) {
    for (int i = 0; i < BOUNDS.length; i++) {
      if (nanos <= BOUNDS[i]) return i;
    }
    return BOUNDS.length;
  }

  private static int stripes(int processors) {
    int stripes = 1;
    while (stripes < processors && stripes < 16) stripes <<= 1;
    return stripes;
  }
}
