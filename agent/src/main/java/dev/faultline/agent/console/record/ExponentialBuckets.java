// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.record;

import dev.faultline.agent.console.otlp.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Buckets of a base-2 exponential histogram as buckets of fixed bounds: eight to a doubling, from
 * 61 microseconds to 17 minutes, whatever the unit. A histogram of scale 3 or finer loses nothing
 * but its finer bounds; of a coarser one, each bucket goes into one that lies within it.
 */
public final class ExponentialBuckets {
  private static final int MIN_SCALE = -10;
  private static final int MAX_SCALE = 20;

  /** Of the bounds. */
  private static final int SCALE = 3;

  /** The first and the last bound, as powers of 2 of a second. */
  private static final int FIRST = -14;

  private static final int LAST = 10;
  private static final int BOUNDS = ((LAST - FIRST) << SCALE) + 1;

  /** By the power of 2 that a second is, about, in the unit. */
  private static final double[][] ALL = {bounds(0), bounds(10), bounds(20), bounds(30)};

  private ExponentialBuckets() {}

  private static double[] bounds(int second) {
    double[] bounds = new double[BOUNDS];
    for (int i = 0; i < BOUNDS; i++) {
      double part = Math.pow(2, (i & (1 << SCALE) - 1) / (double) (1 << SCALE));
      bounds[i] = Math.scalb(part, second + FIRST + (i >> SCALE));
    }
    return bounds;
  }

  /** The same array each time; not to be changed. */
  static double[] bounds(String unit) {
    return ALL[thousands(unit)];
  }

  private static int thousands(String unit) {
    switch (unit) {
      case "ms":
        return 1;
      case "us":
        return 2;
      case "ns":
        return 3;
      default:
        return 0;
    }
  }

  /**
   * Of an ExponentialHistogramDataPoint; null where its scale or a count makes no sense. What is
   * not above zero is in the lowest.
   */
  static long @Nullable [] counts(Node point, String unit) {
    long scale = point.number("scale");
    if (scale < MIN_SCALE || scale > MAX_SCALE) return null;
    long[] counts = new long[BOUNDS + 1];
    counts[0] = point.number("zeroCount");
    if (counts[0] < 0) return null;
    for (Node each : point.get("negative").list("bucketCounts")) {
      if (each.number() < 0) return null;
      counts[0] += each.number();
    }
    int first = FIRST + 10 * thousands(unit) << SCALE;
    long index = point.get("positive").number("offset");
    List<Node> positive = point.get("positive").list("bucketCounts");
    for (int i = 0; i < positive.size(); i++) {
      long count = positive.get(i).number();
      if (count < 0) return null;
      long bucket = bucket(index + i, (int) scale) + 1 - first;
      counts[(int) Math.max(0, Math.min(BOUNDS, bucket))] += count;
    }
    return counts;
  }

  /** Index in our scale of the bucket that has it, or that is in the middle of it. */
  private static long bucket(long index, int scale) {
    if (scale >= SCALE) return index >> scale - SCALE;
    int coarser = SCALE - scale;
    return (index << coarser) + (1L << coarser - 1);
  }

  /**
   * Counts less earlier ones may be below zero where a histogram has become coarser in between:
   * then as many too many are beside it. Afterwards none is, and the sum is the same.
   *
   * @param counts their sum is not below zero
   */
  public static void settle(long[] counts) {
    long debt = 0;
    for (int i = 0; i < counts.length; i++) {
      long left = counts[i] + debt;
      counts[i] = Math.max(0, left);
      debt = Math.min(0, left);
    }
    for (int i = counts.length - 1; i >= 0 && debt < 0; i--) {
      long left = counts[i] + debt;
      counts[i] = Math.max(0, left);
      debt = Math.min(0, left);
    }
  }
}
