// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.http;

/** What became of a request's records. Immutable. */
public final class Taken {
  /** All of them are kept. */
  public static final Taken ALL = new Taken(0, "");

  /** How many were not understood. */
  final long rejected;

  /** Why; empty where all were. */
  final String message;

  public Taken(long rejected, String message) {
    this.rejected = rejected;
    this.message = message;
  }
}
