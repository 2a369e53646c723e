// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of the statements and databases used last, as they were written. Some 500 bytes
 * each, so a quarter of a megabyte at most in ordinary times; a statement that is made anew for
 * each execution misses, and costs what it would have cost without this.
 */
final class ReadyGroups {
  private static final int CAPACITY = 512;

  /** Longer ones are written anew each time. */
  private static final int MAX_KEPT_LENGTH = 4 << 10;

  /** Subjects have no equals of their own, so this goes by identity. */
  private final Map<Object, Fragment> fragments = new Recent();

  @Nullable Fragment of(Object subject) {
    return fragments.get(subject);
  }

  void keep(Object subject, Fragment fragment) {
    if (fragment.length() <= MAX_KEPT_LENGTH) fragments.put(subject, fragment);
  }

  private static final class Recent extends LinkedHashMap<Object, Fragment> {
    Recent() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Object, Fragment> eldest) {
      return size() > CAPACITY;
    }
  }
}
