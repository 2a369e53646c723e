// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.govern.Budget;
import dev.faultline.bootstrap.lane.Lane;
import dev.faultline.bootstrap.trace.Economy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CostWatchTest {
  private static final long SECOND = 1_000_000_000L;

  private final Account account = new Account(new Lane<>(1), new Lane<>(1), new Lane<>(1));
  private long now = 5;
  private long own;
  private int looks;
  private long lookNanos;
  private final CostWatch watch =
      new CostWatch(
          new Budget(0.02, 1 << 20, 10 * SECOND, 30 * SECOND),
          account,
          () -> own,
          () -> now,
          this::bytes,
          () -> now);

  private long bytes() {
    looks++;
    now += lookNanos;
    return 4711;
  }

  @AfterEach
  void leaveNothingOut() {
    Economy.use(0);
  }

  /** Comes by ten times a second. */
  private void pass(int seconds, double cores) {
    for (int i = 0; i < 10 * seconds; i++) step(cores);
  }

  private void step(double cores) {
    now += SECOND / 10;
    own += (long) (SECOND / 10 * cores);
    watch.look();
  }

  @Test
  void tooMuch_isLeftOutAndToldOnceTheProcessIsWarm() {
    pass(59, 0.1);
    assertThat(account.cost().level).isZero();
    pass(5, 0.1);
    assertThat(Economy.leavesOut(Economy.PARAMETERS)).isFalse();
    assertThat(account.cost().cpu).isBetween(0.09, 0.11);
    assertThat(account.cost().bytes).isEqualTo(4711);
    pass(8, 0.1);
    assertThat(Economy.leavesOut(Economy.PARAMETERS)).isTrue();
    assertThat(Economy.leavesOut(Economy.LINES)).isFalse();
    assertThat(account.cost().level).isEqualTo(1);
    pass(60, 0);
    assertThat(Economy.leavesOut(Economy.PARAMETERS)).isFalse();
    assertThat(account.cost().level).isZero();
  }

  @Test
  void reading_isTakenOnceASecond() {
    pass(20, 0);
    assertThat(looks).isBetween(20, 21);
  }

  @Test
  void reading_thatTakesAMillisecondIsTakenAsSeldomAsWillDo() {
    lookNanos = SECOND / 1_000;
    pass(60, 0);
    assertThat(looks).isBetween(23, 25);
  }

  @Test
  void reading_thatTakesLongIsTakenLessOften() {
    lookNanos = SECOND / 20;
    pass(60, 0);
    assertThat(looks).isBetween(6, 7);
  }

  /** Such as a pause of the collector, or a machine that is busy with something else. */
  @Test
  void reading_thatOnceTookLongDelaysNone() {
    pass(10, 0);
    looks = 0;
    lookNanos = SECOND;
    while (looks == 0) step(0);
    lookNanos = 0;
    pass(20, 0);
    assertThat(looks).isBetween(20, 22);
  }

  @Test
  void reading_isTakenInTimeWhateverItTakes() {
    lookNanos = SECOND;
    pass(120, 0);
    assertThat(looks).isBetween(13, 16);
  }
}
