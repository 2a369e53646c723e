// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one class loader and the names seen in it. Weak: an application that throws
 * its loader away gets it collected.
 *
 * <p>Names are kept as {@linkplain NameHash hashes} beside their masks, 16 bytes a name: the names
 * themselves would be the better part of a megabyte in a large application.
 *
 * <p>Any thread that defines a class reads and writes; the lock is private and held for a few array
 * reads, never while foreign code runs.
 */
final class LoaderFacts extends WeakReference<ClassLoader> {
  /** Answer of {@link #find} for a name that was never seen. */
  static final long UNKNOWN = -1L;

  /** Nothing was seen: a loader that is only asked for has no table. */
  private static final long[] NONE = new long[2];

  private final int identity;

  /** Whether classes of this loader are of no interest, whatever they extend. */
  final boolean ignored;

  /** Whether woven code of this loader finds the hooks; null until somebody needed to know. */
  volatile @Nullable Boolean reachesHooks;

  private final Object lock = new Object();
  private long[] table = NONE;
  private int size;

  LoaderFacts(ClassLoader loader, boolean ignored, @Nullable ReferenceQueue<ClassLoader> dead) {
    super(loader, dead);
    identity = System.identityHashCode(loader);
    this.ignored = ignored;
  }

  /** Whether these are the facts about the loader. */
  @SuppressWarnings("ReferenceEquality") // loaders are compared by identity
  boolean areAbout(ClassLoader loader) {
    return get() == loader;
  }

  /** The mask of a name, or {@link #UNKNOWN}. */
  long find(long hash) {
    synchronized (lock) {
      int slot = slot(table, hash);
      return table[slot] == 0 ? UNKNOWN : table[slot + 1];
    }
  }

  void put(long hash, long mask) {
    synchronized (lock) {
      if (size * 8 >= table.length * 3 || table == NONE) grow();
      int slot = slot(table, hash);
      if (table[slot] == 0) size++;
      table[slot] = hash;
      table[slot + 1] = mask;
    }
  }

  private void grow() {
    long[] larger = new long[Math.max(table.length * 2, 32)];
    for (int i = 0; i < table.length; i += 2) {
      if (table[i] == 0) continue;
      int slot = slot(larger, table[i]);
      larger[slot] = table[i];
      larger[slot + 1] = table[i + 1];
    }
    table = larger;
  }

  /** Hash and mask alternate; a hash of 0 is a free slot, which {@link NameHash} never yields. */
  private static int slot(long[] table, long hash) {
    int last = table.length - 1;
    int slot = ((int) (hash ^ (hash >>> 32)) << 1) & last;
    while (table[slot] != 0 && table[slot] != hash) slot = (slot + 2) & last;
    return slot;
  }

  @Override
  public int hashCode() {
    return identity;
  }

  @Override
  public boolean equals(Object other) {
    if (this == other) return true;
    if (!(other instanceof LoaderFacts)) return false;
    ClassLoader loader = get();
    return loader != null && ((LoaderFacts) other).areAbout(loader);
  }
}
