// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.lane;

import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.trace.Part;

/**
 * The two lanes of this JVM. Faults have one of their own, so that no amount of timings can push
 * them out.
 */
public final class Lanes {
  /**
   * Largest number of spans waiting: some 100 bytes each with what they refer to, so 5 MB at worst;
   * or a fifth of them, if all have failed.
   */
  private static final long MAX_SPANS = 50_000;

  private static final long MAX_SIGHTINGS = 10_000;

  /** Parts of kept traces, weighed in spans. */
  public static final Lane<Part> PARTS = new Lane<>(MAX_SPANS);

  /** Throwables that were seen, each weighing one. */
  public static final Lane<Sighting> SIGHTINGS = new Lane<>(MAX_SIGHTINGS);

  /** Counts the sightings that their lane has no room for. */
  public static final Overflow OVERFLOW = new Overflow();

  private Lanes() {}
}
