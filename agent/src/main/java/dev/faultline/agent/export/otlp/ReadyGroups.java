// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of the statements and databases used last, as they were written in one form. Some
 * 500 bytes each, so a quarter of a megabyte at most in ordinary times; a statement that is made
 * anew for each execution misses, and costs what it would have cost without this.
 */
final class ReadyGroups<T> {
  private static final int CAPACITY = 512;

  /** Longer ones are written anew each time. */
  private static final int MAX_KEPT_LENGTH = 4 << 10;

  /** Subjects have no equals of their own, so this goes by identity. */
  private final Map<Object, T> written = new Recent<>();

  @Nullable T of(Object subject) {
    return written.get(subject);
  }

  /**
   * @param length of what was written, in bytes
   */
  void keep(Object subject, T bytes, int length) {
    if (length <= MAX_KEPT_LENGTH) written.put(subject, bytes);
  }

  private static final class Recent<T> extends LinkedHashMap<Object, T> {
    Recent() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Object, T> eldest) {
      return size() > CAPACITY;
    }
  }
}
