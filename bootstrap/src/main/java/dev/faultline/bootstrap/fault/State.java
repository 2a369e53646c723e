// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.fault;

/**
 * What became of a throwable, as far as it is known for certain. A fault may have had several; the
 * first of them in this order is the one it is summed up by.
 */
public enum State {
  /** Left the request, or ended the thread. */
  ESCAPED,
  /** Ended a schedule: the periodic task, or all tasks of a Timer, will not run again. */
  CANCELLED_SCHEDULE,
  /** Was put into a Future that nobody looked at. */
  UNOBSERVED,
  /** Was turned into a response, or given to a handler of its CompletableFuture. */
  HANDLED,
  /** Was given to a logger. */
  LOGGED,
  /**
   * Was put into a Future that somebody looked at. What he made of it is not known: a step of the
   * way, but no state that a fault is summed up by.
   */
  OBSERVED
}
