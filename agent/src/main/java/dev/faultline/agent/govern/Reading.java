// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.govern;

/** What Faultline, and the process, have spent up to one moment. Immutable. */
public final class Reading {
  final long atNanos;
  final long ownNanos;
  final long processNanos;
  final long bytes;

  /**
   * @param atNanos when it was taken, by a clock that only goes forward
   * @param ownNanos CPU that Faultline has used so far, on the application's threads and its own
   * @param processNanos CPU that the process has used so far; -1 where that is not known
   * @param bytes that Faultline holds at this moment
   */
  public Reading(long atNanos, long ownNanos, long processNanos, long bytes) {
    this.atNanos = atNanos;
    this.ownNanos = ownNanos;
    this.processNanos = processNanos;
    this.bytes = bytes;
  }
}
