// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import org.jspecify.annotations.Nullable;

/**
 * A small program in which one thing goes wrong. It has all its threads end, or wait for good,
 * before it returns.
 */
public interface Row {
  /**
   * @param name the row's own: part of the message of what it throws, by which it is found again
   * @param out where the application says what it made of it: the same with the agent and without
   */
  void run(String name, Out out) throws Exception;

  /** Where a row says what the application has seen. */
  interface Out {
    void say(@Nullable Object what);
  }
}
