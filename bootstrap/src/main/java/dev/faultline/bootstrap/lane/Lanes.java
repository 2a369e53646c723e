// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.lane;

import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.trace.Part;

/**
 * The three lanes of this JVM. Faults have one of their own, so that no amount of timings can push
 * them out; so have lines of the log, of which a storm must push out neither.
 */
public final class Lanes {
  /**
   * Largest number of spans waiting: some 100 bytes each with what they refer to, so 5 MB at worst;
   * or a fifth of them, if all have failed.
   */
  private static final long MAX_SPANS = 50_000;

  private static final long MAX_SIGHTINGS = 10_000;

  /** Some 150 bytes each and 256 characters at most: 2 MB, or twice as much beyond Latin. */
  private static final long MAX_LINES = 5_000;

  /** Parts of kept traces, weighed in spans. */
  public static final Lane<Part> PARTS = new Lane<>(MAX_SPANS);

  /** Throwables that were seen, each weighing one. */
  public static final Lane<Sighting> SIGHTINGS = new Lane<>(MAX_SIGHTINGS);

  /** Lines of the application's log that are shipped, each weighing one. */
  public static final Lane<LoggedLine> LINES = new Lane<>(MAX_LINES);

  /** Counts the sightings that their lane has no room for. */
  public static final Overflow OVERFLOW = new Overflow();

  private Lanes() {}
}
