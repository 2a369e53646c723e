// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistogramTest {
  private static long total(Histogram histogram) {
    long total = 0;
    for (int i = 0; i < Histogram.bucketCount(); i++) total += histogram.count(i);
    return total;
  }

  @Test
  void record_boundIsInclusive() {
    Histogram histogram = new Histogram();
    histogram.record(Histogram.bound(0));
    histogram.record(Histogram.bound(0) + 1);
    assertThat(histogram.count(0)).isEqualTo(1);
    assertThat(histogram.count(1)).isEqualTo(1);
    assertThat(histogram.sumNanos()).isEqualTo(2 * Histogram.bound(0) + 1);
  }

  @Test
  void record_longestGoesToTheOpenBucketAndNegativeCountsAsZero() {
    Histogram histogram = new Histogram();
    histogram.record(Long.MAX_VALUE / 2);
    histogram.record(-5);
    assertThat(histogram.count(Histogram.bucketCount() - 1)).isEqualTo(1);
    assertThat(histogram.count(0)).isEqualTo(1);
    assertThat(histogram.sumNanos()).isEqualTo(Long.MAX_VALUE / 2);
  }

  @Test
  void record_manyThreadsAreAllCounted() throws Exception {
    Histogram histogram = new Histogram();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; i < 10_000; i++) histogram.record(i * 1_000L);
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) thread.join();
    assertThat(total(histogram)).isEqualTo(80_000);
    assertThat(histogram.sumNanos()).isEqualTo(8 * 1_000L * (10_000L * 9_999L / 2));
  }

  @Test
  void of_equalSeriesShareAHistogram() {
    Series one = new Series(Instrument.REQUEST, "GET", "http", "/a", "200", null);
    Series same = new Series(Instrument.REQUEST, new String("GET"), "http", "/a", "200", null);
    Series other = new Series(Instrument.REQUEST, "GET", "http", "/b", "200", null);
    assertThat(Durations.of(one)).isSameAs(Durations.of(same)).isNotSameAs(Durations.of(other));
  }

  @Test
  void of_tooManySeriesAreCountedTogether() {
    Durations durations = new Durations();
    for (int i = 0; i < Durations.MAX_SERIES + 10; i++) {
      durations
          .histogram(new Series(Instrument.REQUEST, "GET", "http", "/" + i, "200", null))
          .record(1);
    }
    assertThat(durations.overflowed()).isEqualTo(10);
    Series overflow = new Series(Instrument.REQUEST, null, null, null, null, null);
    assertThat(total(durations.histogram(overflow))).isEqualTo(10);
  }

  @Test
  void overflow_isFullOnceThereIsNoRoomAndCountsWithTheRest() {
    Durations durations = new Durations();
    for (int i = 0; i < Durations.MAX_SERIES; i++) {
      assertThat(durations.isFull()).isFalse();
      durations.histogram(new Series(Instrument.REQUEST, "GET", "http", "/" + i, "200", null));
    }
    assertThat(durations.isFull()).isTrue();
    durations.overflow(Instrument.REQUEST).record(1);
    durations
        .histogram(new Series(Instrument.REQUEST, "GET", "http", "/new", "200", null))
        .record(1);
    durations.overflow(Instrument.REQUEST).record(1);
    assertThat(durations.overflowed()).isEqualTo(3);
    Series rest = new Series(Instrument.REQUEST, null, null, null, null, null);
    assertThat(durations.histogram(rest)).isSameAs(durations.overflow(Instrument.REQUEST));
    assertThat(total(durations.histogram(rest))).isEqualTo(3);
  }
}
