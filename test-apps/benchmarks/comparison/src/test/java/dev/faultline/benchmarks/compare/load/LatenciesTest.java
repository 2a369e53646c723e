// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class LatenciesTest {
  @Test
  void micros_isWithinAThirtiethOfEachDuration() {
    for (long nanos = 1; nanos < 100_000_000_000L; nanos = nanos * 5 / 4 + 1) {
      Latencies one = new Latencies();
      one.add(nanos);
      assertThat(one.micros(0.5)).isCloseTo(nanos / 1e3, within(nanos / 1e3 / 30));
    }
  }

  @Test
  void micros_isWhatAShareDoesNotExceed() {
    Latencies latencies = new Latencies();
    for (int i = 0; i < 99; i++) latencies.add(1_000);
    latencies.add(1_000_000);

    assertThat(latencies.micros(0.99)).isLessThan(2);
    assertThat(latencies.micros(1)).isGreaterThan(900);
  }

  @Test
  void sum_hasThoseOfAll() {
    Latencies one = new Latencies();
    one.add(10);
    Latencies other = new Latencies();
    other.add(20);
    other.add(30);

    assertThat(Latencies.sum(List.of(one, other)).count()).isEqualTo(3);
  }
}
