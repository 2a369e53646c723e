// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.state;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A hash table of its own, with its own owner. How readers and writers meet is told in {@link
 * WeakIdentityMap}. It is its chains, rather than has them, so that a look-up need not go by one
 * more object.
 */
final class Segment<V> extends Chains<V> {
  /** Entries that were retired last, in a ring. */
  private static final int MAX_RETIRED = 32;

  private final AtomicReferenceArray<@Nullable Node<V>> retired =
      new AtomicReferenceArray<>(MAX_RETIRED);

  /** Whether a thread owns the chains. Nobody waits for it. */
  private final AtomicBoolean owned = new AtomicBoolean();

  /** Entries that were added while another thread owned the chains, newest first. */
  private final AtomicReference<@Nullable Node<V>> pending = new AtomicReference<>();

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
      boolean mine = unlink(node) && !node.isCopy(); // what was copied might be found still
      if (mine) node.restore(value);
      remember(mine ? node : new Node<>(key, hash, value));
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

  /** Nodes that are pending, taken ones included. */
  int pendingLength() {
    int length = 0;
    for (Node<V> node = pending.get(); node != null; node = node.next) length++;
    return length;
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
    if (isEmpty() || !own()) return; // benign race: there is a next time
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

  /**
   * Leaves out what was taken before it: an owner may be suspended for long, and whoever adds an
   * entry walks all that is pending.
   */
  private void pend(Node<V> fresh) {
    Node<V> head;
    do {
      head = pending.get();
      Node<V> alive = head;
      while (alive != null && alive.isDead()) alive = alive.next;
      fresh.next = alive;
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

  // From here on: for the owner.

  private void settle() {
    drain();
    sweepSome();
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

  /** Whoever has added one meanwhile may have left out the first that was drained, and more. */
  private void cutOff(Node<V> drained) {
    for (Node<V> node = pending.get(); node != null; node = node.next) {
      Node<V> next = node.next;
      if (next == drained || next != null && next.isMoved()) node.next = null;
    }
  }
}
