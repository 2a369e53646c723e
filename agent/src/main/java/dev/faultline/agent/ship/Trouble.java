// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

/** That records of one kind cannot be delivered at the moment. */
public final class Trouble {
  /** When the first delivery failed, in milliseconds of the epoch. */
  public final long sinceMillis;

  /** Deliveries that have failed since then; at least 1. */
  public final long failures;

  /** What was wrong with the last one. */
  public final String cause;

  Trouble(long sinceMillis, long failures, String cause) {
    this.sinceMillis = sinceMillis;
    this.failures = failures;
    this.cause = cause;
  }
}
