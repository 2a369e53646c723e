// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.attribute;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An attribute's name. Compared by identity: the same name may have several keys. A writer that
 * needs the name in a form of its own (as ready bytes, say) finds that again by {@link #index}.
 */
public final class Key {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final int MAX_LENGTH = 200;

  /** Fit for any format: without control characters, quotes and backslashes. */
  public final String name;

  /** Unique among the keys that are known beforehand, from 0 on; -1 for all others. */
  public final int index;

  /** What the writer keeps of a key that has no index: each of those belongs to one writer. */
  public @Nullable Object ready;

  /**
   * A key that is known beforehand: a constant.
   *
   * @param name fit for any format
   */
  public Key(String name) {
    this(name, COUNT.getAndIncrement());
  }

  private Key(String name, int index) {
    this.name = name;
    this.index = index;
  }

  /**
   * For a name that is not known beforehand.
   *
   * @return the same with what JSON would have to escape replaced, and cut at 200 characters
   */
  public static Key of(String prefix, String name) {
    StringBuilder safe = new StringBuilder(prefix);
    for (int i = 0; i < name.length() && i < MAX_LENGTH; i++) {
      char c = name.charAt(i);
      boolean plain = c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c);
      safe.append(plain ? c : '_');
    }
    return new Key(safe.toString(), -1);
  }

  @Override
  public String toString() {
    return name;
  }
}
