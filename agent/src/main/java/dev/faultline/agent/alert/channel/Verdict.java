// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

/** What became of one attempt to deliver. Immutable. */
final class Verdict {
  enum Kind {
    /** It was taken. */
    DELIVERED,
    /** Try again. */
    RETRY,
    /** Not who it says, as far as we know: try again, or another way where there is one. */
    UNTRUSTED,
    /** Too many: nothing is to be sent for a while, and then this again. */
    THROTTLED,
    /** Longer than it takes: cut it shorter. */
    TOO_LONG,
    /** Not this one, whatever is done. */
    REFUSED,
    /** Not from us: nothing will be taken until somebody has changed something. */
    LOCKED
  }

  final Kind kind;

  /** In the other side's words, or ours; without secrets. */
  final String detail;

  /** When to try again, in milliseconds from now; -1: as the back-off has it. */
  final long afterMillis;

  private Verdict(Kind kind, String detail, long afterMillis) {
    this.kind = kind;
    this.detail = detail;
    this.afterMillis = afterMillis;
  }

  static Verdict delivered() {
    return new Verdict(Kind.DELIVERED, "", -1);
  }

  /** With something that is worth knowing none the less. */
  static Verdict delivered(String detail) {
    return new Verdict(Kind.DELIVERED, detail, -1);
  }

  static Verdict retry(String detail, long afterMillis) {
    return new Verdict(Kind.RETRY, detail, afterMillis);
  }

  static Verdict throttled(String detail, long afterMillis) {
    return new Verdict(Kind.THROTTLED, detail, afterMillis);
  }

  static Verdict of(Kind kind, String detail) {
    return new Verdict(kind, detail, -1);
  }

  Verdict with(String detail) {
    return new Verdict(kind, detail, afterMillis);
  }
}
