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
  private int count;

  void add(LogLine line) {
    lines[next] = line;
    next = (next + 1) % SIZE;
    if (count < SIZE) count++;
  }

  void clear() {
    for (int age = 0; age < count; age++) lines[(next - 1 - age + 2 * SIZE) % SIZE] = null;
    count = 0;
  }

  /** Those logged at the time given or later, oldest first; null when there are none. */
  LogLine @Nullable [] since(long nanos) {
    int size = 0;
    while (size < count && isSince(at(size), nanos)) size++;
    if (size == 0) return null;
    LogLine[] found = new LogLine[size];
    for (int i = 0; i < size; i++) {
      LogLine line = at(i);
      if (line != null) found[size - 1 - i] = line;
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
