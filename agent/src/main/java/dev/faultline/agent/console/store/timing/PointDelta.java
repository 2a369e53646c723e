// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.timing;

import dev.faultline.agent.console.record.ExponentialBuckets;
import org.jspecify.annotations.Nullable;

/** What a point of a series adds to what was counted before. Immutable. */
final class PointDelta {
  final long startNanos;
  final long timeNanos;
  final long[] counts;
  final long totalMicros;

  PointDelta(long startNanos, long timeNanos, long[] counts, long totalMicros) {
    this.startNanos = startNanos;
    this.timeNanos = timeNanos;
    this.counts = counts;
    this.totalMicros = totalMicros;
  }

  /**
   * This point less the one before; null when it is not newer than that, and says nothing.
   *
   * @param delta whether points are since the last one anyway
   */
  @Nullable PointDelta since(PointDelta before, boolean delta) {
    if (timeNanos <= before.timeNanos) return null;
    if (delta || isAnew(before)) return this;
    long[] more = counts.clone();
    for (int i = 0; i < before.counts.length; i++) more[i] -= before.counts[i];
    ExponentialBuckets.settle(more);
    long total = Math.max(0, totalMicros - before.totalMicros);
    return new PointDelta(startNanos, timeNanos, more, total);
  }

  /**
   * This point, one of a delta; null when it is the one before. Of processes that cannot be told
   * apart, one that is older may well be of another.
   */
  @Nullable PointDelta unless(PointDelta before) {
    return startNanos == before.startNanos && timeNanos == before.timeNanos ? null : this;
  }

  /** Whether counting has begun again since. */
  private boolean isAnew(PointDelta before) {
    if (startNanos != before.startNanos || before.counts.length > counts.length) return true;
    // with the same start known and no fewer in all, it is a histogram that has become coarser
    if (startNanos > 0 && count() >= before.count()) return false;
    for (int i = 0; i < before.counts.length; i++) {
      if (counts[i] < before.counts[i]) return true;
    }
    return false;
  }

  long count() {
    long count = 0;
    for (long each : counts) count += each;
    return count;
  }
}
