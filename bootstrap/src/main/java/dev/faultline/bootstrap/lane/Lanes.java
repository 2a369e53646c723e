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
   * Largest number of spans waiting: some 100 bytes each with what they refer to, so 2 % of the
   * heap at worst, or a fifth as many if all have failed. What bursts at a start, or while all
   * cores are busy, has to wait somewhere.
   */
  private static final long MAX_SPANS = maxSpans(Runtime.getRuntime().maxMemory());

  private static final long LEAST_SPANS = 50_000;
  private static final long MOST_SPANS = 400_000;
  private static final long HEAP_BYTES_PER_SPAN = 5_000;

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

  /**
   * @param heapBytes what the JVM may use
   */
  static long maxSpans(long heapBytes) {
    return Math.max(LEAST_SPANS, Math.min(heapBytes / HEAP_BYTES_PER_SPAN, MOST_SPANS));
  }
}
