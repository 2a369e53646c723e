// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Turns {@link System#nanoTime} into time since the epoch. The offset between the two is looked at
 * once a batch, since wall clocks are set right now and then, but changed only when it is off by
 * more than the wall clock's own grain: spans of one trace that travel in two batches must not be
 * shifted against each other. A thread that was kept from running between the two clocks has not
 * seen what they are apart, and looks again.
 */
public final class EpochClock {
  private static final long GRAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  /** How long a look may take: with the millisecond that the wall clock cuts off, the grain. */
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private static final int MAX_LOOKS = 5;

  private final LongSupplier epochMillis;
  private final LongSupplier nanoTime;
  private long offset;

  public EpochClock(LongSupplier epochMillis, LongSupplier nanoTime) {
    this.epochMillis = epochMillis;
    this.nanoTime = nanoTime;
    long known = nanosOf(epochMillis.getAsLong()) - nanoTime.getAsLong();
    this.offset = look(known);
  }

  /** Looks at both clocks. */
  public void adjust() {
    long now = look(offset);
    if (Math.abs(now - offset) > GRAIN_NANOS) offset = now;
  }

  /** Nanoseconds since 1970 for a reading of {@link System#nanoTime}. */
  public long epochNanos(long nanos) {
    return nanos + offset;
  }

  /**
   * @param known the answer where none of the looks was short enough
   */
  private long look(long known) {
    for (int i = 0; i < MAX_LOOKS; i++) {
      long before = nanoTime.getAsLong();
      long millis = epochMillis.getAsLong();
      long after = nanoTime.getAsLong();
      if (after - before <= LOOK_NANOS) return nanosOf(millis) - after;
    }
    return known;
  }

  private static long nanosOf(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
