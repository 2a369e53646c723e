// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship.spool;

import dev.faultline.agent.export.Signal;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether writing is worth a try. After a failure it is not for a while, and that is told; a disk
 * that comes and goes is told of once a minute at most. For one thread at a time.
 */
final class Health {
  static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final String place;
  private final LongSupplier nanoTime;

  /** What is worth as much as this, or less, is not written until then; null: all is well. */
  private @Nullable Signal offFrom;

  private long offUntil;
  private boolean told;
  private boolean everTold;
  private long toldAt;

  /**
   * @param place whose spool it is and where, for the lines
   */
  Health(String place, LongSupplier nanoTime) {
    this.place = place;
    this.nanoTime = nanoTime;
  }

  boolean allows(Signal signal) {
    Signal from = offFrom;
    return from == null || signal.compareTo(from) < 0 || nanoTime.getAsLong() - offUntil >= 0;
  }

  /**
   * Writing has failed.
   *
   * @param from and all that is worth less; {@link Signal#FAULTS}: everything
   * @return the line that is to be told, if any
   */
  @Nullable String failed(Signal from, String reason) {
    long now = nanoTime.getAsLong();
    offFrom = from;
    offUntil = now + PAUSE_NANOS;
    if (told || everTold && now - toldAt < QUIET_NANOS) return null;
    told = true;
    everTold = true;
    toldAt = now;
    return "Nothing is written to the spool of "
        + place
        + ": "
        + reason
        + ". What memory has no room for is dropped; the disk is tried again every "
        + TimeUnit.NANOSECONDS.toSeconds(PAUSE_NANOS)
        + " s";
  }

  /**
   * Writing has succeeded.
   *
   * @return the line that is to be told, if any
   */
  @Nullable String worked(Signal signal) {
    Signal from = offFrom;
    if (from == null || signal.compareTo(from) < 0) return null; // it was not what is off
    offFrom = null;
    if (!told) return null;
    told = false;
    return "Writing to the spool of " + place + " again";
  }
}
