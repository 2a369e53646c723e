// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Turns {@link System#nanoTime} into time since the epoch. The offset between the two is looked at
 * once a batch, since wall clocks are set right now and then, but changed only when it is off by
 * more than the wall clock's own grain: spans of one trace that travel in two batches must not be
 * shifted against each other.
 */
public final class EpochClock {
  private static final long GRAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final LongSupplier epochMillis;
  private final LongSupplier nanoTime;
  private long offset;

  public EpochClock(LongSupplier epochMillis, LongSupplier nanoTime) {
    this.epochMillis = epochMillis;
    this.nanoTime = nanoTime;
    this.offset = look();
  }

  /** Looks at both clocks. */
  public void adjust() {
    long now = look();
    if (Math.abs(now - offset) > GRAIN_NANOS) offset = now;
  }

  /** Nanoseconds since 1970 for a reading of {@link System#nanoTime}. */
  public long epochNanos(long nanos) {
    return nanos + offset;
  }

  private long look() {
    return TimeUnit.MILLISECONDS.toNanos(epochMillis.getAsLong()) - nanoTime.getAsLong();
  }
}
