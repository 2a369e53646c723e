// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness.chat;

import java.util.ArrayDeque;
import java.util.Deque;

/** So many in any stretch of so many milliseconds. */
final class Times {
  private final int max;
  private final long millis;
  private final Deque<Long> taken = new ArrayDeque<>();

  Times(int max, long millis) {
    this.max = max;
    this.millis = millis;
  }

  /** Counts one, unless it is one too many. */
  boolean take(long now) {
    while (!taken.isEmpty() && now - taken.getFirst() >= millis) taken.removeFirst();
    if (taken.size() >= max) return false;
    taken.addLast(now);
    return true;
  }
}
