// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.govern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Seconds go by as the test says; each has a reading. */
class GovernorTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long MEGABYTE = 1 << 20;

  private final List<String> steps = new ArrayList<>();
  private Governor governor = governor(0.02, 64 * MEGABYTE);
  private int second;
  private long own;
  private long process;
  private boolean processKnown = true;

  private static Governor governor(double cpu, long memory) {
    return new Governor(new Budget(cpu, memory, 10 * SECOND, 30 * SECOND));
  }

  /** So many seconds, in each of which that much of a core was used. */
  private void pass(int seconds, double ownCores, double processCores, long bytes) {
    for (int i = 0; i < seconds; i++) {
      own += (long) (ownCores * SECOND);
      process += (long) (processCores * SECOND);
      Reading reading = new Reading(second * SECOND, own, processKnown ? process : -1, bytes);
      int step = governor.take(reading);
      if (step != 0) steps.add(second + ":" + governor.cost().level);
      second++;
    }
  }

  /** What it costs, in per cent of a core and of the process; and the level after five minutes. */
  @ParameterizedTest
  @CsvSource({
    "1.5, 100, 0", // less than it may
    "2.5, 100, 4", // more
    "7, 400, 0", // of four cores
    "9, 400, 4",
    "0.9, 1, 0", // nearly all that the process uses, and next to nothing
    "1.1, 2, 4",
    "0, 0, 0",
    "50, 0, 4", // the system counts in larger pieces than we do
  })
  void steadyCost_leadsToALevel(double own, double process, int level) {
    pass(300, own / 100, process / 100, 0);
    assertThat(governor.cost().level).isEqualTo(level);
  }

  @Test
  void costAboveTheBudget_takesAStepEachTenSeconds() {
    pass(60, 0.05, 1, 0);
    assertThat(steps).containsExactly("11:1", "21:2", "31:3", "41:4");
    assertThat(governor.isByMemory()).isFalse();
    assertThat(governor.cost().cpu).isBetween(0.0499, 0.0501);
  }

  @Test
  void costGoneAgain_takesAStepBackEachThirtySeconds() {
    pass(42, 0.05, 1, 0);
    steps.clear();
    pass(200, 0.001, 1, 0);
    assertThat(steps).extracting(each -> each.split(":")[1]).containsExactly("3", "2", "1", "0");
    int first = Integer.parseInt(steps.get(0).split(":")[0]);
    assertThat(first).isBetween(72, 80); // after what was before has faded
    assertThat(steps.get(3)).startsWith(first + 90 + ":");
  }

  @Test
  void shortBurst_isNoReason() {
    for (int i = 0; i < 20; i++) {
      pass(2, 0.2, 1, 0);
      pass(15, 0.001, 1, 0);
    }
    assertThat(steps).isEmpty();
  }

  @Test
  void costBetweenTheThresholds_changesNothing() {
    pass(25, 0.05, 1, 0);
    steps.clear();
    pass(3600, 0.017, 1, 0);
    assertThat(steps).isEmpty();
    assertThat(governor.cost().level).isEqualTo(2);
  }

  /** Each level spares half of the cost: one would be too much, the next is below 70 %. */
  @Test
  void steadyLoadAroundTheBudget_doesNotGoUpAndDown() {
    for (int i = 0; i < 3600; i++) pass(1, 0.024 / (1 << governor.cost().level), 1, 0);
    List<Integer> ups = new ArrayList<>();
    for (String each : steps) {
      if (each.endsWith(":0")) ups.add(Integer.parseInt(each.substring(0, each.indexOf(':'))));
    }
    assertThat(ups).hasSizeBetween(2, 7);
    for (int i = 1; i < ups.size(); i++) {
      assertThat(ups.get(i) - ups.get(i - 1)).isGreaterThan(600);
    }
    assertThat(steps).hasSize(2 * ups.size() + 1); // down again at once, each time
  }

  @Test
  void memoryAboveTheBudget_takesSteps() {
    pass(25, 0.001, 1, 65 * MEGABYTE);
    assertThat(steps).containsExactly("11:1", "21:2");
    assertThat(governor.isByMemory()).isTrue();
    pass(65, 0.001, 1, 10 * MEGABYTE);
    assertThat(governor.cost().level).isZero();
    assertThat(governor.cost().bytes).isEqualTo(10 * MEGABYTE);
  }

  @Test
  void noBudget_isNeverExceeded() {
    governor = governor(0, 0);
    pass(300, 1, 1, 1L << 40);
    assertThat(steps).isEmpty();
    assertThat(governor.cost().cpu).isEqualTo(1);
  }

  @Test
  void processThatCannotBeRead_countsAsOneCore() {
    processKnown = false;
    pass(120, 0.018, 0, 0);
    assertThat(steps).isEmpty();
    pass(12, 0.03, 0, 0);
    assertThat(governor.cost().level).isEqualTo(1);
    assertThat(governor.cost().cpu).isBetween(0.029, 0.031);
  }

  @Test
  void readings_mayBeFarApartOrAtOnce() {
    governor.take(new Reading(0, 0, 0, 0));
    assertThat(governor.take(new Reading(0, SECOND, SECOND, 0))).isZero();
    assertThat(governor.take(new Reading(60 * SECOND, 6 * SECOND, 60 * SECOND, 0))).isZero();
    assertThat(governor.take(new Reading(120 * SECOND, 12 * SECOND, 120 * SECOND, 0))).isEqualTo(1);
    assertThat(governor.cost().level).isEqualTo(1);
    assertThat(governor.cost().leftOut()).isEqualTo("parameters");
  }

  /** A system whose counter goes back must not make anything of it. */
  @Test
  void counterThatGoesBack_countsAsNothing() {
    pass(5, 0.01, 1, 0);
    own = 0;
    process = 0;
    pass(60, 0.01, 1, 0);
    assertThat(steps).isEmpty();
    assertThat(governor.cost().cpu).isBetween(0.009, 0.011);
  }
}
