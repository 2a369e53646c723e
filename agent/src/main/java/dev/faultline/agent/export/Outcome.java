// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export;

import org.jspecify.annotations.Nullable;

/** What became of a payload that was brought to an endpoint. Immutable. */
public final class Outcome {
  /** What is to be done next. */
  public enum Kind {
    /** It is settled: what was not refused was taken. */
    DONE,
    /** Try again later: it, or what is left of it. */
    RETRY,
    /** Too large for the endpoint: try its halves. */
    TOO_LARGE,
    /** Refused as a whole. One bad record may be the cause: its halves may be taken. */
    REFUSED,
    /** Final: dropped as a whole. */
    DROPPED
  }

  private static final Outcome DELIVERED = new Outcome(Kind.DONE, "", "", 0, -1, null);

  public final Kind kind;

  /** For dropped records: one word, such as {@code http_400}. */
  public final String reason;

  /** In the endpoint's words, or ours; for a log line. Empty when there is nothing to say. */
  public final String detail;

  /** Records refused, of a payload that was taken but for these; or of which a rest is left. */
  public final long refused;

  /** When to try again, in milliseconds from now; -1: as the back-off has it. */
  public final long retryAfterMillis;

  /** What is left to be tried again, all else being settled; null: all of it. */
  public final @Nullable Payload rest;

  private Outcome(
      Kind kind,
      String reason,
      String detail,
      long refused,
      long retryAfterMillis,
      @Nullable Payload rest) {
    this.kind = kind;
    this.reason = reason;
    this.detail = detail;
    this.refused = refused;
    this.retryAfterMillis = retryAfterMillis;
    this.rest = rest;
  }

  /** All of it was taken. */
  public static Outcome delivered() {
    return DELIVERED;
  }

  /** It was taken, but for so many records, which are not to be sent again. */
  public static Outcome delivered(long refused, String reason, String detail) {
    return new Outcome(Kind.DONE, reason, detail, refused, -1, null);
  }

  /**
   * Nothing was taken, and it may be sent again.
   *
   * @param afterMillis what the endpoint asks for, or -1
   */
  public static Outcome retry(long afterMillis, String detail) {
    return new Outcome(Kind.RETRY, "", detail, 0, afterMillis, null);
  }

  /**
   * A part of it may be sent again; of the others, {@code refused} were refused for good, and the
   * rest taken.
   */
  public static Outcome retry(
      Payload rest, long refused, String reason, long afterMillis, String detail) {
    return new Outcome(Kind.RETRY, reason, detail, refused, afterMillis, rest);
  }

  /** It was too large for the endpoint. */
  public static Outcome tooLarge(String detail) {
    return new Outcome(Kind.TOO_LARGE, "too_large", detail, 0, -1, null);
  }

  /** It was refused, for a reason that may lie in one of its records. */
  public static Outcome refused(String reason, String detail) {
    return new Outcome(Kind.REFUSED, reason, detail, 0, -1, null);
  }

  /** It was refused, for a reason that has nothing to do with what is in it. */
  public static Outcome dropped(String reason, String detail) {
    return new Outcome(Kind.DROPPED, reason, detail, 0, -1, null);
  }
}
