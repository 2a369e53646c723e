// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.trace;

/**
 * A share of all traces. Whether a trace belongs to it, its id alone says, by OpenTelemetry's
 * consistent probability sampling: every service gets the same answer, and a smaller share is part
 * of a larger one.
 */
public final class Share {
  private static final long RANDOM_BITS = 1L << 56;

  /** A trace belongs to it when the right-most 56 bits of its id are not below this. */
  private final long threshold;

  /**
   * @param rate 0 to 1
   */
  public Share(double rate) {
    this.threshold = (long) ((1 - rate) * RANDOM_BITS);
  }

  boolean has(long traceIdLow) {
    return (traceIdLow & RANDOM_BITS - 1) >= threshold;
  }
}
