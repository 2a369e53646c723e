// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.console.otlp.Node;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExponentialBucketsTest {
  /** Of scale 3: each value is in the bucket that has it. */
  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 8, 12, 20})
  void finerHistogram_losesOnlyItsBounds(int scale) {
    Random random = new Random(scale);
    for (int i = 0; i < 1_000; i++) {
      double seconds = Math.pow(2, -14 + 24 * random.nextDouble());
      int bucket = bucket(counts(index(seconds, scale), scale, "s"));
      double[] bounds = ExponentialBuckets.bounds("s");
      // a value that lies on a bound, but for the last bit, may be told on either side
      assertThat(seconds).isLessThanOrEqualTo(bounds[bucket] * (1 + 1e-9));
      assertThat(seconds).isGreaterThan(bounds[bucket - 1] * (1 - 1e-9));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 1, 0, -1, -3})
  void coarserHistogram_goesWhereItsBucketIs(int scale) {
    double[] bounds = ExponentialBuckets.bounds("s");
    double width = Math.scalb(1.0, -scale);
    for (int index = (int) (-14 / width) + 1; index < (int) (10 / width) - 1; index++) {
      int bucket = bucket(counts(index, scale, "s"));
      assertThat(bounds[bucket]).isLessThanOrEqualTo(Math.pow(2, (index + 1) * width) * 1.000001);
      assertThat(bounds[bucket - 1]).isGreaterThanOrEqualTo(Math.pow(2, index * width) * 0.999999);
    }
  }

  @ParameterizedTest
  @CsvSource({"s,1", "ms,1000", "us,1000000", "ns,1000000000", "'',1"})
  void unit_isHeeded(String unit, double second) {
    double[] bounds = ExponentialBuckets.bounds(unit);
    for (double seconds : new double[] {0.0002, 0.003, 0.05, 1.2, 30, 700}) {
      int bucket = bucket(counts(index(seconds * second, 20), 20, unit));
      assertThat(seconds * second).isBetween(bounds[bucket - 1], bounds[bucket]);
    }
    assertThat(bounds[0] / second).isBetween(5.6e-5, 6.6e-5);
    assertThat(bounds[bounds.length - 1] / second).isBetween(950.0, 1_100.0);
  }

  @Test
  void whatIsBeyondTheBounds_isInTheFirstOrLastBucket() {
    long[] counts =
        ExponentialBuckets.counts(
            node(
                "{\"scale\":0,\"zeroCount\":\"2\",\"negative\":{\"offset\":0,\"bucketCounts\":"
                    + "[\"3\"]},\"positive\":{\"offset\":-60,\"bucketCounts\":[\"5\","
                    + "0,".repeat(120)
                    + "\"7\"]}}"),
            "s");
    assertThat(counts[0]).isEqualTo(10);
    assertThat(counts[counts.length - 1]).isEqualTo(7);
    assertThat(LongStream.of(counts).sum()).isEqualTo(17);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"scale\":21}",
        "{\"scale\":-11}",
        "{\"scale\":3,\"zeroCount\":\"-1\"}",
        "{\"scale\":3,\"positive\":{\"bucketCounts\":[\"-1\"]}}",
        "{\"scale\":3,\"negative\":{\"bucketCounts\":[\"-1\"]}}"
      })
  void nonsense_isNull(String point) {
    assertThat(ExponentialBuckets.counts(node(point), "s")).isNull();
  }

  @Test
  void offsetOfTheLargest_doesNotOverflow() {
    for (int scale = -10; scale <= 20; scale++) {
      long[] high = counts(Integer.MAX_VALUE, scale, "s");
      long[] low = counts(Integer.MIN_VALUE, scale, "s");
      assertThat(LongStream.of(high).sum()).isEqualTo(1);
      assertThat(bucket(low)).isLessThan(bucket(high));
    }
  }

  @Test
  void settled_isNowhereBelowZeroAndHasTheSameSum() {
    Random random = new Random(7);
    for (int round = 0; round < 1_000; round++) {
      long[] counts = random.longs(8, -3, 9).toArray();
      long sum = LongStream.of(counts).sum();
      if (sum < 0) continue;
      ExponentialBuckets.settle(counts);
      assertThat(LongStream.of(counts)).as(Arrays.toString(counts)).allMatch(each -> each >= 0);
      assertThat(LongStream.of(counts).sum()).isEqualTo(sum);
    }
    long[] merged = {0, -4, 6, 1};
    ExponentialBuckets.settle(merged);
    assertThat(merged).containsExactly(0, 0, 2, 1);
  }

  private static long index(double value, int scale) {
    return (long) Math.ceil(Math.log(value) / Math.log(2) * Math.scalb(1.0, scale)) - 1;
  }

  private static long[] counts(long index, int scale, String unit) {
    return ExponentialBuckets.counts(
        node(
            "{\"scale\":"
                + scale
                + ",\"positive\":{\"offset\":"
                + index
                + ",\"bucketCounts\":[\"1\"]}}"),
        unit);
  }

  /** The only one that has anything. */
  private static int bucket(long[] counts) {
    for (int i = 0; i < counts.length; i++) if (counts[i] != 0) return i;
    throw new AssertionError("nothing is counted");
  }

  private static Node node(String json) {
    try {
      return Node.parse(new ByteArrayInputStream(json.getBytes(UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
