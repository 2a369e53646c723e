// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.timing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How often something was done in a span of time, and how long it took. */
public final class Timing {
  public final String service;
  public final String environment;

  /** Method and route, or system, namespace and digest. */
  public final List<String> parts;

  /** Of a statement. */
  public final String text;

  /** Of its row. */
  long number;

  /** Whether each was counted when it happened; else what spans tell, of those that were kept. */
  public final boolean exact;

  public long count;
  public long errors;
  public long totalMicros;

  /** Statements that are told by the span of an equal one. */
  public long folded;

  public final long[] sparkline;

  /** Slowest first. */
  public final List<Example> slowest = new ArrayList<>();

  final Distribution distribution = new Distribution();
  final Distribution.Extent seen = new Distribution.Extent();

  Timing(
      String service,
      String environment,
      List<String> parts,
      String text,
      boolean exact,
      int slots) {
    this.service = service;
    this.environment = environment;
    this.parts = parts;
    this.text = text;
    this.exact = exact;
    sparkline = new long[slots];
  }

  /** In microseconds; see the RATIONALE for how exact that is. */
  public long percentile(double share) {
    return distribution.percentile(share, seen);
  }

  /** In microseconds. A slow span may be here before the metrics that count it. */
  public long longestMicros() {
    long known = slowest.isEmpty() ? 0 : slowest.get(0).durationMicros;
    return Math.max(known, distribution.longest(seen));
  }

  /**
   * Whether each occurs in what it is called, or in where it is.
   *
   * @param words in lower case
   */
  boolean hasAll(String... words) {
    String names = String.join(" ", parts) + ' ' + text + ' ' + service + ' ' + environment;
    String lower = names.toLowerCase(Locale.ROOT);
    for (String each : words) if (!lower.contains(each)) return false;
    return true;
  }

  void add(Timing other) {
    count += other.count;
    errors += other.errors;
    totalMicros += other.totalMicros;
    distribution.add(other.distribution);
    if (other.seen.longest > 0) seen.add(other.seen.shortest, other.seen.longest);
  }
}
