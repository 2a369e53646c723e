// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.notice;

/** What a rule wants in its messages beside what all have. Immutable. */
public final class Parts {
  /** More are not kept. */
  public static final int MAX_FRAGMENTS = 5;

  /** All but fragments, which are parts of records and may say more than a chat should hear. */
  public static final Parts DEFAULT = new Parts(0, true, true, true);

  /** 0 to {@link #MAX_FRAGMENTS}. */
  public final int fragments;

  public final boolean traceId;

  /** The exception's message, or the line's text. */
  public final boolean message;

  /** The topmost frame of the application. */
  public final boolean frame;

  public Parts(int fragments, boolean traceId, boolean message, boolean frame) {
    this.fragments = fragments;
    this.traceId = traceId;
    this.message = message;
    this.frame = frame;
  }
}
