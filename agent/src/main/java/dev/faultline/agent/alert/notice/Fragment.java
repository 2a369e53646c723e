// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.notice;

/** An excerpt of an event, for a message. Immutable. */
public final class Fragment {
  /** When it happened, since 1970. */
  public final long millis;

  /** Scrubbed, at most 500 chars. */
  public final String text;

  /** Empty where it had none. */
  public final String traceId;

  public Fragment(long millis, String text, String traceId) {
    this.millis = millis;
    this.text = text;
    this.traceId = traceId;
  }
}
