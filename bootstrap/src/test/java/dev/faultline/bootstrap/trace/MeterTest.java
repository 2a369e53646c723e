// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MeterTest {
  private final CurrentTrace current = CurrentTrace.get();

  @BeforeEach
  void awaitTurn() {
    current.untimed = Meter.EVERY;
  }

  @Test
  void begin_takesTheTimeOfOneCallInMany() {
    int timed = 0;
    for (int i = 0; i < 10 * Meter.EVERY; i++) {
      if (Meter.begin(current) != 0) timed++;
    }
    assertThat(timed).isEqualTo(10);
  }

  @Test
  void end_countsForAllThatWereNotTimed() {
    long before = Meter.nanos();
    Meter.end(0);
    assertThat(Meter.end(0, "same")).isEqualTo("same");
    assertThat(Meter.nanos()).isEqualTo(before);
    Meter.end(System.nanoTime() - 10_000);
    assertThat(Meter.nanos() - before)
        .isBetween(5_000L * Meter.EVERY, Meter.MOST_NANOS * Meter.EVERY);
  }

  @Test
  void since_countsOnItsTurnOnly() {
    long before = Meter.nanos();
    for (int i = 1; i < Meter.EVERY; i++) Meter.since(current, System.nanoTime() - 10_000);
    assertThat(Meter.nanos()).isEqualTo(before);
    Meter.since(current, System.nanoTime() - 10_000);
    assertThat(Meter.nanos() - before).isGreaterThanOrEqualTo(10_000L * Meter.EVERY);
  }

  /** A thread that was taken off its core in between would count for minutes. */
  @Test
  void longReading_isCut() {
    long before = Meter.nanos();
    Meter.end(System.nanoTime() - 10_000_000_000L);
    assertThat(Meter.nanos() - before).isEqualTo(Meter.MOST_NANOS * Meter.EVERY);
  }

  @Test
  void start_isSomewhereWithin() {
    boolean[] seen = new boolean[Meter.EVERY + 1];
    for (int i = 0; i < 100_000; i++) seen[Meter.start()] = true;
    assertThat(seen[0]).isFalse();
    for (int i = 1; i <= Meter.EVERY; i++) assertThat(seen[i]).isTrue();
  }

  @Test
  void calibrate_findsWhatTheClockCosts() {
    Meter.calibrate();
    long before = Meter.nanos();
    Meter.end(System.nanoTime());
    assertThat(Meter.nanos() - before).isBetween(0L, Meter.MOST_NANOS * Meter.EVERY);
  }
}
