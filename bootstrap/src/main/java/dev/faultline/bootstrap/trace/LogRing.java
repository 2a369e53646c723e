// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.trace;

import dev.faultline.bootstrap.subject.LogLine;
import org.jspecify.annotations.Nullable;

/** The last lines that one thread logged. Used by that thread alone. */
final class LogRing {
  /** How many are remembered. */
  static final int SIZE = 16;

  private final @Nullable LogLine[] lines = new LogLine[SIZE];
  private int next;

  void add(LogLine line) {
    lines[next] = line;
    next = (next + 1) % SIZE;
  }

  /** Those logged at the time given or later, oldest first; null when there are none. */
  LogLine @Nullable [] since(long nanos) {
    int count = 0;
    while (count < SIZE && isSince(at(count), nanos)) count++;
    if (count == 0) return null;
    LogLine[] found = new LogLine[count];
    for (int i = 0; i < count; i++) {
      LogLine line = at(i);
      if (line != null) found[count - 1 - i] = line;
    }
    return found;
  }

  private static boolean isSince(@Nullable LogLine line, long nanos) {
    return line != null && line.nanos - nanos >= 0;
  }

  /** The newest is 0. */
  private @Nullable LogLine at(int age) {
    return lines[(next - 1 - age + 2 * SIZE) % SIZE];
  }
}
