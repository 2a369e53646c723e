// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

/** Something that happened in a trace before a fault. Scrubbed, immutable. */
public final class Breadcrumb {
  /** What kind of thing. */
  public enum Kind {
    STATEMENT,
    CONNECTION,
    TRANSACTION,
    TASK,
    LOG
  }

  public final Kind kind;

  /** When it began, by {@link System#nanoTime}. */
  public final long nanos;

  /** How long it took, in nanoseconds; 0 for a log line. */
  public final long durationNanos;

  /** Such as "SELECT orders (12x)" or "WARN com.acme.Stock: only 3 left"; at most 512 chars. */
  public final String text;

  /** Whether it failed. */
  public final boolean failed;

  /** The span that it was; 0 when it was none, or is not known. */
  final long spanId;

  Breadcrumb(Kind kind, long spanId, long nanos, long durationNanos, String text, boolean failed) {
    this.kind = kind;
    this.spanId = spanId;
    this.nanos = nanos;
    this.durationNanos = durationNanos;
    this.text = text;
    this.failed = failed;
  }

  /** The same, as what the fault came out of. */
  Breadcrumb failed() {
    return failed ? this : new Breadcrumb(kind, spanId, nanos, durationNanos, text, true);
  }
}
