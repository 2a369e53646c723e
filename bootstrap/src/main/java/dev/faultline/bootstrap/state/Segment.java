// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.state;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A hash table of its own, with its own owner. How readers and writers meet is told in {@link
 * WeakIdentityMap}.
 */
final class Segment<V> {
  private static final int INITIAL_LENGTH = 16;
  private static final int MAX_LENGTH = 1 << 24;

  /** Chains that one write clears of dead entries, in turn, so that no caller pays for a big GC. */
  private static final int SWEPT = 2;

  /** Entries that were retired last, in a ring. */
  private static final int MAX_RETIRED = 32;

  private final AtomicReferenceArray<@Nullable Node<V>> retired =
      new AtomicReferenceArray<>(MAX_RETIRED);
  private volatile AtomicReferenceArray<@Nullable Node<V>> table =
      new AtomicReferenceArray<>(INITIAL_LENGTH);

  /** Whether a thread owns the chains. Nobody waits for it. */
  private final AtomicBoolean owned = new AtomicBoolean();

  /** Entries that were added while another thread owned the chains, newest first. */
  private final AtomicReference<@Nullable Node<V>> pending = new AtomicReference<>();

  /** Entries in the chains, taken ones included. For the owner. */
  private int size;

  /** The chain that is swept next. For the owner. */
  private int broom;

  /** Benign race: two that are retired at once may get the same place. */
  private int retiredCount;

  /** The newest entry of the key that has a value, or null. */
  @Nullable Node<V> newest(Object key, int hash) {
    Node<V> node =
        newestIn(pending.get(), key, hash); // first: what leaves it is in a chain by then
    return node != null ? node : newestIn(chain(hash), key, hash);
  }

  @Nullable V get(Object key, int hash) {
    for (Node<V> node = newest(key, hash); node != null; node = newest(key, hash)) {
      V value = node.value();
      if (value != null) return value;
    }
    return null;
  }

  void put(Object key, int hash, V value) {
    for (Node<V> node = newest(key, hash); node != null; node = newest(key, hash)) {
      if (node.replace(value)) return;
    }
    insert(new Node<>(key, hash | Node.ONLY, value));
  }

  void add(Object key, int hash, V value) {
    insert(new Node<>(key, hash, value));
  }

  @Nullable V takeNewest(Object key, int hash) {
    for (Node<V> node = newest(key, hash); node != null; node = newest(key, hash)) {
      V value = node.take();
      if (value == null) continue;
      if (node.isOnly()) takeAll(key, hash);
      tidy(node);
      return value;
    }
    return null;
  }

  /** New entries go to the head of their chain, so the oldest of a key is the last one. */
  @Nullable V takeOldest(Object key, int hash) {
    for (Node<V> node = oldest(key, hash); node != null; node = oldest(key, hash)) {
      V value = node.take();
      if (value == null) continue;
      tidy(node);
      return value;
    }
    return null;
  }

  /** Compares by identity. */
  boolean take(Object key, int hash, V value) {
    return takeIn(pending.get(), key, hash, value) || takeIn(chain(hash), key, hash, value);
  }

  void retire(Object key, int hash) {
    if (!own()) {
      V value = takeNewest(key, hash);
      if (value != null) remember(new Node<>(key, hash, value));
      return;
    }
    try {
      settle();
      Node<V> node = newest(key, hash);
      V value = node == null ? null : node.take();
      if (node == null || value == null) return;
      if (!unlink(node)) node = new Node<>(key, hash, value);
      node.restore(value);
      remember(node);
    } finally {
      disown();
    }
  }

  @Nullable V retired(Object key, int hash) {
    for (int i = 0; i < MAX_RETIRED; i++) {
      Node<V> node = retired.get(i);
      if (node != null && node.isFor(key, hash)) return node.value();
    }
    return null;
  }

  int size() {
    return count(pending.get()) + countChains();
  }

  int tableLength() {
    return table.length();
  }

  /** Becomes the owner, if there is none. */
  boolean own() {
    return !owned.get() && owned.compareAndSet(false, true);
  }

  /** Whoever added meanwhile has looked for an owner after that, or is served here. */
  void disown() {
    owned.set(false);
    if (pending.get() == null || !own()) return;
    try {
      drain();
    } finally {
      owned.set(false);
    }
  }

  /** Clears away all dead entries, unless another thread owns the chains now. */
  void expunge() {
    if (size == 0 || !own()) return; // benign race: there is a next time
    try {
      drain();
      dropDead();
    } finally {
      disown();
    }
  }

  private void insert(Node<V> fresh) {
    boolean owner = own();
    if (!owner) {
      pend(fresh);
      if (!own()) return;
    }
    try {
      settle();
      if (owner) push(fresh);
    } finally {
      disown();
    }
  }

  private void pend(Node<V> fresh) {
    Node<V> head;
    do {
      head = pending.get();
      fresh.next = head;
    } while (!pending.compareAndSet(head, fresh));
  }

  private void takeAll(Object key, int hash) {
    for (Node<V> node = newest(key, hash); node != null; node = newest(key, hash)) node.take();
  }

  private boolean takeIn(@Nullable Node<V> from, Object key, int hash, V value) {
    for (Node<V> node = from; node != null; node = node.next) {
      if (!node.isFor(key, hash) || !node.take(value)) continue;
      tidy(node);
      return true;
    }
    return false;
  }

  /** A node whose value was taken goes now, or when there is no room any more. */
  private void tidy(Node<V> node) {
    if (!own()) return;
    try {
      settle();
      unlink(node);
    } finally {
      disown();
    }
  }

  private @Nullable Node<V> chain(int hash) {
    AtomicReferenceArray<@Nullable Node<V>> table = this.table;
    return table.get(hash & table.length() - 1);
  }

  private @Nullable Node<V> newestIn(@Nullable Node<V> from, Object key, int hash) {
    Node<V> node = from;
    while (node != null && !(node.isFor(key, hash) && node.value() != null)) node = node.next;
    return node;
  }

  private @Nullable Node<V> oldest(Object key, int hash) {
    Node<V> added = pending.get(); // first: what leaves it is in a chain by then
    Node<V> oldest = oldestIn(chain(hash), key, hash);
    return oldest != null ? oldest : oldestIn(added, key, hash);
  }

  private @Nullable Node<V> oldestIn(@Nullable Node<V> from, Object key, int hash) {
    Node<V> oldest = null;
    for (Node<V> node = from; node != null; node = node.next) {
      if (node.isFor(key, hash) && node.value() != null) oldest = node;
    }
    return oldest;
  }

  private void remember(Node<V> node) {
    retired.set(retiredCount++ & MAX_RETIRED - 1, node);
  }

  private int countChains() {
    AtomicReferenceArray<@Nullable Node<V>> table = this.table;
    int count = 0;
    for (int i = 0; i < table.length(); i++) count += count(table.get(i));
    return count;
  }

  private int count(@Nullable Node<V> from) {
    int count = 0;
    for (Node<V> node = from; node != null; node = node.next) {
      if (!node.isMoved() && node.value() != null) count++;
    }
    return count;
  }

  // From here on: for the owner.

  private void settle() {
    drain();
    for (int i = 0; i < SWEPT; i++) sweep(broom++ & table.length() - 1);
  }

  /** Copies what is pending into the chains, the oldest first, and only then lets go of it. */
  private void drain() {
    Node<V> head = pending.get();
    if (head == null) return;
    Node<V> copies = null;
    for (Node<V> node = head; node != null; node = node.next) {
      Node<V> copy = node.isMoved() ? null : node.move();
      if (copy == null) continue;
      copy.next = copies;
      copies = copy;
    }
    while (copies != null) {
      Node<V> next = copies.next;
      push(copies);
      copies = next;
    }
    if (!pending.compareAndSet(head, null)) cutOff(head);
  }

  private void cutOff(Node<V> drained) {
    Node<V> node = pending.get();
    while (node != null && node.next != drained) node = node.next;
    if (node != null) node.next = null;
  }

  private void push(Node<V> node) {
    if (size >= table.length() - (table.length() >> 2)) makeRoom();
    AtomicReferenceArray<@Nullable Node<V>> table = this.table;
    int index = node.hash & table.length() - 1;
    Node<V> others = table.get(index);
    node.next = others;
    table.set(index, node);
    size++;
    Object key = node.isOnly() ? node.get() : null;
    if (key == null) return;
    int hash = node.hash & ~Node.ONLY;
    for (Node<V> each = others; each != null; each = each.next) {
      if (each.isFor(key, hash)) each.take();
    }
  }

  /**
   * Takes out the node, and those before it that were taken while another thread was the owner.
   *
   * @return false for a node that is in no chain: it was copied, or taken out, or is pending
   */
  private boolean unlink(Node<V> node) {
    AtomicReferenceArray<@Nullable Node<V>> table = this.table;
    int index = node.hash & table.length() - 1;
    Node<V> before = null;
    Node<V> each = table.get(index);
    while (each != null) {
      if (each != node && each.value() != null) {
        before = each;
      } else {
        if (before == null) {
          table.set(index, each.next);
        } else {
          before.next = each.next;
        }
        size--;
        if (each == node) return true;
      }
      each = each.next;
    }
    return false;
  }

  /** The collector clears a key, and tells nobody: its queues have a lock, which it holds long. */
  private void sweep(int chain) {
    for (Node<V> node = table.get(chain); node != null; node = node.next) {
      if (node.get() == null || node.value() == null) unlink(node);
    }
  }

  private void makeRoom() {
    int room = table.length() - (table.length() >> 2);
    dropDead();
    if (size >= room - (room >> 2) && table.length() < MAX_LENGTH) grow();
  }

  private void dropDead() {
    for (int i = 0; i < table.length(); i++) sweep(i);
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
        Node<V> copy = node.move();
        if (copy == null) continue;
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
