// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EpochClockTest {
  private static final long EPOCH_MILLIS = 1_700_000_000_000L;
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  /** By {@link System#nanoTime}; the wall clock goes with it, and begins at {@link #setMillis}. */
  private long nanos = 5_000;

  private long setMillis = EPOCH_MILLIS;

  /** How long the thread is kept from running after each of the next looks at the wall clock. */
  private long heldNanos;

  private int held;

  private final EpochClock clock = new EpochClock(this::millis, () -> nanos);

  private long millis() {
    long millis = setMillis + nanos / MILLI;
    if (held-- > 0) nanos += heldNanos;
    return millis;
  }

  @Test
  void clockThatIsSet_movesWhatComesAfterIt() {
    long before = clock.epochNanos(nanos);
    setMillis -= 3_600_000;

    clock.adjust();

    assertThat(clock.epochNanos(nanos)).isEqualTo(before - 3_600_000 * MILLI);
  }

  @Test
  void clockThatIsOffByItsGrain_movesNothing() {
    long before = clock.epochNanos(nanos);
    setMillis += 2;

    clock.adjust();

    assertThat(clock.epochNanos(nanos)).isEqualTo(before);
  }

  @Test
  void threadThatIsHeldBetweenTheClocks_movesNothing() {
    long first = nanos;
    long before = clock.epochNanos(first);
    heldNanos = 50 * MILLI;
    held = 1;

    clock.adjust();

    assertThat(clock.epochNanos(first)).isEqualTo(before);
  }

  @Test
  void threadThatIsHeldEachTime_leavesWhatIsKnown() {
    long first = nanos;
    long before = clock.epochNanos(first);
    setMillis += 3_600_000;
    heldNanos = 50 * MILLI;
    held = 100;

    clock.adjust();
    assertThat(clock.epochNanos(first)).isEqualTo(before);

    held = 0;
    clock.adjust();
    assertThat(clock.epochNanos(first)).isEqualTo(before + 3_600_000 * MILLI);
  }
}
