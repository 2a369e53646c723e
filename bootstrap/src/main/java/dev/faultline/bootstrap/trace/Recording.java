// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.trace;

/**
 * What is recorded and what is kept: the settings that hooks need, read through one plain field.
 * They are set once, before anything is woven; a hook that still saw the defaults would only record
 * a little differently for a moment.
 */
public final class Recording {
  private static Recording current = new Recording(1.0, 1_000_000_000L, 500);

  private final Share sampled;

  /** A trace or a span that took this long or longer is slow, in nanoseconds. */
  public final long slowNanos;

  /** Most spans of one trace that are recorded in this process. */
  final int maxSpans;

  /**
   * @param sampleRate share of ordinary traces to keep, 0 to 1
   * @param slowNanos at least 0
   * @param maxSpans at least 1
   */
  public Recording(double sampleRate, long slowNanos, int maxSpans) {
    this.sampled = new Share(sampleRate);
    this.slowNanos = slowNanos;
    this.maxSpans = maxSpans;
  }

  public static Recording current() {
    return current;
  }

  /** Puts these settings in force. */
  public static void use(Recording recording) {
    current = recording;
  }

  boolean samples(long traceIdLow) {
    return sampled.has(traceIdLow);
  }
}
