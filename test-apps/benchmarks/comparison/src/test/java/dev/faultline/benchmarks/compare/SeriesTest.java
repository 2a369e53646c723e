// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTest {
  @Test
  void theMiddleLeavesOutAnEighthOnEachSide() {
    assertThat(of(1, 2, 6).middleMean()).isEqualTo(3);
    assertThat(of(100, 2, 4, -100).middleMean()).isEqualTo(3);
    assertThat(of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 1000, -1000).middleMean())
        .isEqualTo(7.5);
  }

  @Test
  void turnsAreComparedWithThoseBesideThem() {
    Series slower = of(11, 52, 13).minus(of(10, 50, 10));
    assertThat(slower.middleMean()).isEqualTo(2);
    assertThat(slower.largest()).isEqualTo(3);
    assertThat(of(11, 12).minus(10).middleMean()).isEqualTo(1.5);
  }

  @Test
  void aSumIsOfRoundsThatAllHave() {
    Series sum = Series.sum(List.of(of(1, 2, 3), of(10, 20)));
    assertThat(sum.size()).isEqualTo(2);
    assertThat(sum.largest()).isEqualTo(22);
    assertThat(Series.sum(List.of(of(1), of())).isEmpty()).isTrue();
  }

  private static Series of(double... values) {
    Series series = new Series();
    for (double each : values) series.add(each);
    return series;
  }
}
