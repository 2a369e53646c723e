// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DistributionTest {
  private static final long[] BOUNDS = SpanTimings.buckets();

  private static Distribution of(long[] bounds, long... counts) {
    Distribution distribution = new Distribution();
    distribution.add(bounds, counts);
    return distribution;
  }

  private static Distribution.Extent seen(long shortest, long longest) {
    Distribution.Extent extent = new Distribution.Extent();
    extent.add(shortest, longest);
    return extent;
  }

  @Test
  void percentile_liesWithinTheBucketOfTheTrueOne() {
    Random random = new Random(7);
    long[] durations = new long[10_000];
    for (int i = 0; i < durations.length; i++) {
      durations[i] = (long) Math.exp(random.nextGaussian() * 1.5 + 9);
    }
    long[] counts = new long[BOUNDS.length + 1];
    for (long each : durations) counts[bucket(each)]++;
    Arrays.sort(durations);
    Distribution distribution = of(BOUNDS, counts);
    Distribution.Extent seen = seen(durations[0], durations[durations.length - 1]);
    for (double share : new double[] {0.01, 0.5, 0.9, 0.95, 0.99, 0.999}) {
      long exact = durations[(int) Math.ceil(share * durations.length) - 1];
      assertThat(bucket(distribution.percentile(share, seen))).isEqualTo(bucket(exact));
    }
    assertThat(distribution.percentile(1, seen)).isEqualTo(durations[durations.length - 1]);
    assertThat(distribution.longest(seen)).isEqualTo(durations[durations.length - 1]);
  }

  private static int bucket(long micros) {
    int bucket = 0;
    while (bucket < BOUNDS.length && micros > BOUNDS[bucket]) bucket++;
    return bucket;
  }

  @Test
  void percentile_isPlacedEvenlyAndKeptToWhatWasSeen() {
    Distribution hundred = of(new long[] {1_000, 5_000}, 0, 100, 0);
    assertThat(hundred.percentile(0.5, null)).isEqualTo(3_000);
    assertThat(hundred.percentile(0.99, seen(2_000, 4_000))).isEqualTo(3_980);
    assertThat(hundred.longest(null)).isEqualTo(5_000);
    // what was seen and what was counted do not go together: the buckets are right
    assertThat(hundred.percentile(0.99, seen(90_000, 100_000))).isBetween(1_000L, 5_000L);
  }

  @Test
  void openBucket_reachesAsFarAsTheLongestThatWasSeen() {
    long[] counts = new long[BOUNDS.length + 1];
    counts[BOUNDS.length] = 1;
    assertThat(of(BOUNDS, counts).percentile(0.99, null)).isEqualTo(10_000_000);
    assertThat(of(BOUNDS, counts).longest(seen(5, 30_000_000))).isEqualTo(30_000_000);
  }

  @Test
  void nothing_hasNoPercentile() {
    assertThat(new Distribution().percentile(0.5, null)).isZero();
    assertThat(new Distribution().longest(null)).isZero();
  }

  @Test
  void bounds_thatDifferAreBroughtTogether() {
    Distribution sum = of(new long[] {1_000, 5_000}, 10, 40, 2);
    sum.add(new long[] {5_000, 10_000}, new long[] {100, 10, 1});
    // 10 + 20 of 100 up to 1 ms, 40 + 80 of 100 up to 5 ms, 10 up to 10 ms; beyond: 2 and 1
    double p = sum.percentile(30.0 / 163, null);
    assertThat(p).isCloseTo(1_000, within(1.0));
    assertThat((double) sum.percentile(150.0 / 163, null)).isCloseTo(5_000, within(1.0));
    assertThat(sum.longest(null)).isEqualTo(10_000);
  }
}
