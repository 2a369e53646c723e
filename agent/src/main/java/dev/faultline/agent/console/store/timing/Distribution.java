// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.timing;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Durations in buckets, of one or several histograms. Bounds may differ: then each bucket of theirs
 * is shared out over the finer ones, as if durations lay evenly in it. Not for several threads.
 */
final class Distribution {
  private long[] bounds = {};
  private double[] counts = {};
  private double count;

  void add(long[] otherBounds, long[] otherCounts) {
    double[] more = new double[otherBounds.length + 1];
    for (int i = 0; i < Math.min(more.length, otherCounts.length); i++) more[i] = otherCounts[i];
    addAll(otherBounds, more);
  }

  void add(Distribution other) {
    addAll(other.bounds, other.counts);
  }

  private void addAll(long[] otherBounds, double[] otherCounts) {
    double sum = 0;
    for (double each : otherCounts) sum += each;
    if (sum == 0) return;
    if (count == 0) {
      bounds = otherBounds;
      counts = otherCounts.clone();
    } else {
      long[] union = Arrays.equals(bounds, otherBounds) ? bounds : union(bounds, otherBounds);
      counts = over(union, bounds, counts);
      double[] more = over(union, otherBounds, otherCounts);
      for (int i = 0; i < counts.length; i++) counts[i] += more[i];
      bounds = union;
    }
    count += sum;
  }

  private static long[] union(long[] one, long[] other) {
    long[] all = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, all, one.length, other.length);
    return Arrays.stream(all).sorted().distinct().toArray();
  }

  /** The same over finer bounds, which have all the coarser ones among them. */
  private static double[] over(long[] fine, long[] coarse, double[] counts) {
    if (fine == coarse) return counts;
    double[] shared = new double[fine.length + 1];
    int at = 0;
    for (int i = 0; i < coarse.length; i++) {
      long low = i == 0 ? 0 : coarse[i - 1];
      double width = Math.max(1, coarse[i] - low);
      long from = low;
      for (; at < fine.length && fine[at] <= coarse[i]; at++) {
        shared[at] += counts[i] * (fine[at] - from) / width;
        from = fine[at];
      }
    }
    // Nothing is known of how far the last one reaches: all of it goes where it begins.
    shared[at] += counts[coarse.length];
    return shared;
  }

  /**
   * About the duration that so many percent do not exceed, in microseconds: evenly placed within
   * its bucket, and within what is known of the shortest and the longest. 0 when there is none.
   *
   * @param share from 0 to 1
   * @param seen what spans tell; null for nothing
   */
  long percentile(double share, @Nullable Extent seen) {
    double rank = share * count;
    double before = 0;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] <= 0) continue;
      if (before + counts[i] < rank && before + counts[i] < count - 1e-6) {
        before += counts[i];
        continue;
      }
      double low = low(i, before == 0, seen);
      double high = high(i, before + counts[i] >= count - 1e-6, seen);
      double part = Math.max(0, Math.min(1, (rank - before) / counts[i]));
      return Math.round(low + (Math.max(low, high) - low) * part);
    }
    return 0;
  }

  /** About the longest: what spans tell, unless the buckets know of a longer one. */
  long longest(@Nullable Extent seen) {
    for (int i = counts.length - 1; i >= 0; i--) {
      if (counts[i] > 0) return Math.round(high(i, true, seen));
    }
    return seen == null ? 0 : seen.longest;
  }

  private double low(int bucket, boolean first, @Nullable Extent seen) {
    double low = bucket == 0 ? 0 : bounds[bucket - 1];
    if (!first || seen == null || seen.shortest <= low) return low;
    return bucket < bounds.length && seen.shortest > bounds[bucket] ? low : seen.shortest;
  }

  private double high(int bucket, boolean last, @Nullable Extent seen) {
    double low = bucket == 0 ? 0 : bounds[bucket - 1];
    double high = bucket < bounds.length ? bounds[bucket] : low;
    if (!last || seen == null || seen.longest <= low) return high;
    return bucket < bounds.length ? Math.min(high, seen.longest) : seen.longest;
  }

  /** Of what was seen one by one, in microseconds. */
  static final class Extent {
    long shortest = Long.MAX_VALUE;
    long longest;

    void add(long shortest, long longest) {
      this.shortest = Math.min(this.shortest, shortest);
      this.longest = Math.max(this.longest, longest);
    }
  }
}
