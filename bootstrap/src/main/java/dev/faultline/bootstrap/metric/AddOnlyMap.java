// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.metric;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A map of what stays for good and is of a bounded number. For any thread, and none waits for
 * another: an entry is added by compare-and-set to the head of its chain. (The bins of a {@code
 * ConcurrentHashMap} are locked by who adds, and all of them when it grows.)
 */
final class AddOnlyMap<K, V> {
  private final AtomicReferenceArray<@Nullable Entry<K, V>> chains;

  /**
   * @param chains a power of two; as many as there are entries, or a few times fewer
   */
  AddOnlyMap(int chains) {
    this.chains = new AtomicReferenceArray<>(chains);
  }

  @Nullable V get(K key) {
    return find(chains.get(chainOf(key)), key, null);
  }

  /** Returns the value that was there before; null where there was none, and this one is now. */
  @Nullable V putIfAbsent(K key, V value) {
    int chain = chainOf(key);
    Entry<K, V> fresh = new Entry<>(key, value);
    Entry<K, V> looked = null;
    for (; ; ) {
      Entry<K, V> head = chains.get(chain);
      V present = find(head, key, looked);
      if (present != null) return present;
      fresh.next = head;
      if (chains.compareAndSet(chain, head, fresh)) return null;
      looked = head;
    }
  }

  boolean isEmpty() {
    for (int i = 0; i < chains.length(); i++) {
      if (chains.get(i) != null) return false;
    }
    return true;
  }

  void forEach(BiConsumer<K, V> action) {
    for (int i = 0; i < chains.length(); i++) {
      for (Entry<K, V> entry = chains.get(i); entry != null; entry = entry.next) {
        action.accept(entry.key, entry.value);
      }
    }
  }

  private int chainOf(K key) {
    int hash = key.hashCode();
    return (hash ^ hash >>> 16) & chains.length() - 1;
  }

  /**
   * @param end where to stop; null for all of the chain
   */
  private static <K, V> @Nullable V find(
      @Nullable Entry<K, V> from, K key, @Nullable Entry<K, V> end) {
    for (Entry<K, V> entry = from; entry != null && entry != end; entry = entry.next) {
      if (entry.key.equals(key)) return entry.value;
    }
    return null;
  }

  private static final class Entry<K, V> {
    final K key;
    final V value;

    /** Set before others see the entry, and never again. */
    @Nullable Entry<K, V> next;

    Entry(K key, V value) {
      this.key = key;
      this.value = value;
    }
  }
}
