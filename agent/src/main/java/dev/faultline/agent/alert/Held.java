// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert;

/** Why what fires is not told now. Immutable. */
public final class Held {
  /** Such as {@code silence service=shop}, or {@code inhibited by down}. */
  public final String why;

  /** Of a silence, until when, since 1970; else 0. */
  public final long untilMillis;

  Held(String why, long untilMillis) {
    this.why = why;
    this.untilMillis = untilMillis;
  }
}
