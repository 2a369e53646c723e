// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare.load;

import java.util.List;

/**
 * A histogram of durations whose buckets are at most 1.6 % wide: 64 for each power of two. For one
 * thread.
 */
final class Latencies {
  private static final int BITS = 6;
  private static final int STEPS = 1 << BITS;

  private final long[] counts = new long[64 * STEPS];

  void add(long nanos) {
    counts[bucket(Math.max(1, nanos))]++;
  }

  long count() {
    long sum = 0;
    for (long count : counts) sum += count;
    return sum;
  }

  /** The duration that a share of all does not exceed, in microseconds; 0 if there are none. */
  double micros(double share) {
    long left = (long) Math.ceil(count() * share);
    for (int i = 0; i < counts.length; i++) {
      left -= counts[i];
      if (left <= 0) return start(i) / 1e3;
    }
    return 0;
  }

  static Latencies sum(List<Latencies> all) {
    Latencies sum = new Latencies();
    for (Latencies each : all) {
      for (int i = 0; i < sum.counts.length; i++) sum.counts[i] += each.counts[i];
    }
    return sum;
  }

  private static int bucket(long nanos) {
    int magnitude = 63 - Long.numberOfLeadingZeros(nanos);
    if (magnitude < BITS) return (int) nanos;
    return ((magnitude - BITS + 1) << BITS) + (int) (nanos >>> (magnitude - BITS)) - STEPS;
  }

  private static double start(int bucket) {
    if (bucket < STEPS) return bucket;
    int magnitude = (bucket >> BITS) + BITS - 1;
    return (double) ((long) ((bucket & (STEPS - 1)) + STEPS) << (magnitude - BITS));
  }
}
