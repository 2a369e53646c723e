// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.table;

import java.util.Arrays;

/** How many durations there were, and in which buckets. Not for several threads. */
public final class Counts {
  public long count;
  public long errors;
  public long totalMicros;

  /** As long as it has to be: what is not there is 0. */
  public long[] buckets = {};

  public void add(Counts other) {
    count += other.count;
    errors += other.errors;
    totalMicros += other.totalMicros;
    for (int i = 0; i < other.buckets.length; i++) addTo(i, other.buckets[i]);
  }

  public void addTo(int bucket, long n) {
    if (n == 0) return;
    if (bucket >= buckets.length) buckets = Arrays.copyOf(buckets, bucket + 1);
    buckets[bucket] += n;
  }
}
