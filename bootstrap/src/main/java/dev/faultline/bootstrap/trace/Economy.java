// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.trace;

/**
 * What is left out because Faultline costs more than it may: one thing after another, each with all
 * those before it. Set by the shipper, which knows what is spent; read by hooks through one plain
 * field. A thread that sees a change late records a little more or less for a moment.
 */
public final class Economy {
  /** Headers, parameters and the query of a request, arguments of what is logged. */
  public static final int PARAMETERS = 1;

  /** Lines of the log: those that would go with a fault, and those that are shipped. */
  public static final int LINES = 2;

  /** Spans, but for those that a fault was seen in. What goes well and is slow is not told. */
  public static final int SPANS = 3;

  /** Who sent a request and how, and the durations of statements. Counts and faults remain. */
  public static final int DETAILS = 4;

  private static int level;

  private Economy() {}

  /**
   * Whether that is left out now.
   *
   * @param what one of the constants
   */
  public static boolean leavesOut(int what) {
    return level >= what;
  }

  /**
   * Puts a level in force.
   *
   * @param most the last of what is left out; 0 for nothing
   */
  public static void use(int most) {
    level = most;
  }
}
