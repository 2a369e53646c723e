// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.state;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A hash table of its own, with its own lock and its own queue of entries whose key is gone. How
 * readers and writers meet is told in {@link WeakIdentityMap}.
 */
final class Segment<V> {
  private static final int INITIAL_LENGTH = 16;
  private static final int MAX_LENGTH = 1 << 24;

  /** Most dead entries that one write clears away, so that no single caller pays for a big GC. */
  private static final int MAX_EXPUNGED = 32;

  /** Entries that were retired last, in a ring. */
  private static final int MAX_RETIRED = 32;

  private final ReferenceQueue<Object> dead = new ReferenceQueue<>();
  private final AtomicReferenceArray<@Nullable Node<V>> retired =
      new AtomicReferenceArray<>(MAX_RETIRED);
  private volatile AtomicReferenceArray<@Nullable Node<V>> table =
      new AtomicReferenceArray<>(INITIAL_LENGTH);

  /** Guarded by this, as is the next. */
  private int size;

  private int retiredCount;

  /** The newest entry of the key, or null. Takes no lock. */
  @Nullable Node<V> newest(Object key, int hash) {
    AtomicReferenceArray<@Nullable Node<V>> table = this.table;
    Node<V> node = table.get(hash & table.length() - 1);
    while (node != null && !node.isFor(key, hash)) node = node.next;
    return node;
  }

  void put(Object key, int hash, V value) {
    expungeSome();
    Node<V> fresh = new Node<>(key, dead, hash, value);
    synchronized (this) {
      Node<V> present = newest(key, hash);
      if (present != null) {
        present.value = value;
      } else {
        push(fresh);
      }
    }
  }

  void add(Object key, int hash, V value) {
    expungeSome();
    Node<V> fresh = new Node<>(key, dead, hash, value);
    synchronized (this) {
      push(fresh);
    }
  }

  @Nullable V takeNewest(Object key, int hash) {
    expungeSome();
    synchronized (this) {
      Node<V> node = newest(key, hash);
      if (node == null) return null;
      unlink(node);
      return node.value;
    }
  }

  void retire(Object key, int hash) {
    expungeSome();
    synchronized (this) {
      Node<V> node = newest(key, hash);
      if (node == null) return;
      unlink(node);
      retired.set(retiredCount++ & MAX_RETIRED - 1, node);
    }
  }

  @Nullable Node<V> retired(Object key, int hash) {
    for (int i = 0; i < MAX_RETIRED; i++) {
      Node<V> node = retired.get(i);
      if (node != null && node.isFor(key, hash)) return node;
    }
    return null;
  }

  /** New entries go to the head of their chain, so the oldest of a key is the last one. */
  @Nullable V takeOldest(Object key, int hash) {
    expungeSome();
    synchronized (this) {
      Node<V> oldest = null;
      for (Node<V> node = newest(key, hash); node != null; node = node.next) {
        if (node.isFor(key, hash)) oldest = node;
      }
      if (oldest == null) return null;
      unlink(oldest);
      return oldest.value;
    }
  }

  /** Compares by identity. */
  synchronized boolean take(Object key, int hash, V value) {
    for (Node<V> node = newest(key, hash); node != null; node = node.next) {
      if (node.value != value || !node.isFor(key, hash)) continue;
      unlink(node);
      return true;
    }
    return false;
  }

  synchronized int size() {
    return size;
  }

  int tableLength() {
    return table.length();
  }

  private void push(Node<V> node) {
    if (size >= table.length() - (table.length() >> 2)) makeRoom();
    AtomicReferenceArray<@Nullable Node<V>> table = this.table;
    int index = node.hash & table.length() - 1;
    node.next = table.get(index);
    table.set(index, node);
    size++;
  }

  /** A node that is in no chain any more (it was copied, or taken) is left alone. */
  private void unlink(Node<V> node) {
    AtomicReferenceArray<@Nullable Node<V>> table = this.table;
    int index = node.hash & table.length() - 1;
    Node<V> before = null;
    Node<V> each = table.get(index);
    while (each != null && each != node) {
      before = each;
      each = each.next;
    }
    if (each == null) return;
    if (before == null) {
      table.set(index, node.next);
    } else {
      before.next = node.next;
    }
    size--;
  }

  /** The queue has a lock of its own, which is never taken together with this one. */
  void expungeSome() {
    for (int i = 0; i < MAX_EXPUNGED; i++) {
      Reference<?> reference = dead.poll();
      if (reference == null) return;
      expunge(reference);
    }
  }

  @SuppressWarnings("unchecked") // only nodes of this segment are registered with its queue
  private synchronized void expunge(Reference<?> reference) {
    unlink((Node<V>) reference);
  }

  private void makeRoom() {
    int room = table.length() - (table.length() >> 2);
    dropDead();
    if (size >= room - (room >> 2) && table.length() < MAX_LENGTH) grow();
  }

  /** Entries whose key is gone need not be in the queue yet: the collector is late with it. */
  private void dropDead() {
    AtomicReferenceArray<@Nullable Node<V>> table = this.table;
    for (int i = 0; i < table.length(); i++) {
      for (Node<V> node = table.get(i); node != null; node = node.next) {
        if (node.get() == null) unlink(node);
      }
    }
  }

  /** Copies the nodes rather than moving them: a reader may be walking the old chains. */
  private void grow() {
    AtomicReferenceArray<@Nullable Node<V>> old = table;
    AtomicReferenceArray<@Nullable Node<V>> grown = new AtomicReferenceArray<>(old.length() * 2);
    int copied = 0;
    for (int i = 0; i < old.length(); i++) {
      Node<V> low = null;
      Node<V> high = null;
      for (Node<V> node = old.get(i); node != null; node = node.next) {
        Object key = node.get();
        if (key == null) continue;
        Node<V> copy = new Node<>(key, dead, node.hash, node.value);
        copied++;
        if ((node.hash & old.length()) == 0) {
          append(grown, i, low, copy);
          low = copy;
        } else {
          append(grown, i + old.length(), high, copy);
          high = copy;
        }
      }
    }
    table = grown;
    size = copied;
  }

  /** Keeps the order of the chain: it says which entry of a key is the oldest. */
  private static <V> void append(
      AtomicReferenceArray<@Nullable Node<V>> table,
      int index,
      @Nullable Node<V> last,
      Node<V> node) {
    if (last == null) {
      table.set(index, node);
    } else {
      last.next = node;
    }
  }
}
