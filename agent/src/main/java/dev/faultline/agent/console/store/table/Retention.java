// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.table;

import java.time.Duration;

/** How much is kept, and how long. Immutable. */
public final class Retention {
  /** What holds where nothing is said. */
  public static final Retention DEFAULT = new Retention(7, 1L << 30);

  /** Groups of faults are small, and "seen before" is worth knowing for long. */
  private static final int MIN_GROUP_DAYS = 90;

  /** Of traces and lines, requests and statements. */
  final Duration details;

  final Duration groups;
  final long maxBytes;

  /**
   * @param days that traces, lines, requests and statements are kept; groups of faults 90 days, or
   *     as long where that is longer
   * @param maxBytes that all of it takes, about
   */
  public Retention(int days, long maxBytes) {
    this(Duration.ofDays(days), Duration.ofDays(Math.max(days, MIN_GROUP_DAYS)), maxBytes);
  }

  Retention(Duration details, Duration groups, long maxBytes) {
    this.details = details;
    this.groups = groups;
    this.maxBytes = maxBytes;
  }

  /** As long, but not more. */
  public Retention within(long bytes) {
    return new Retention(details, groups, Math.min(bytes, maxBytes));
  }
}
