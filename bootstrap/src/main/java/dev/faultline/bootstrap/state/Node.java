// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.state;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * One entry: 40 bytes. That it is the weak reference itself, rather than has one, saves an object
 * an entry.
 */
final class Node<V> extends WeakReference<Object> {
  /** A bit of the hash that chooses neither segment nor chain: it is the only one of its key. */
  static final int ONLY = 1 << 27;

  /** Another such bit: another node refers to it, which may be found for a while. */
  private static final int COPY = 1 << 26;

  /** Such bits, which no key's hash has. */
  static final int MARKS = ONLY | COPY;

  @SuppressWarnings("rawtypes")
  private static final AtomicReferenceFieldUpdater<Node, Object> VALUE =
      AtomicReferenceFieldUpdater.newUpdater(Node.class, Object.class, "value");

  final int hash;

  /** Null once it was taken; a node, which has it now, once this one was copied. */
  private volatile @Nullable Object value;

  volatile @Nullable Node<V> next;

  Node(Object key, int hash, V value) {
    super(key);
    this.hash = hash;
    this.value = value;
  }

  boolean isFor(Object key, int hash) {
    return (this.hash & ~MARKS) == hash && get() == key;
  }

  boolean isOnly() {
    return (hash & ONLY) != 0;
  }

  boolean isCopy() {
    return (hash & COPY) != 0;
  }

  /** Whether nobody will find anything here any more. */
  boolean isDead() {
    return value() == null || get() == null;
  }

  boolean isMoved() {
    return value instanceof Node;
  }

  /** Null once it was taken. */
  @SuppressWarnings("unchecked")
  @Nullable V value() {
    Object value = this.value;
    while (value instanceof Node) value = ((Node<V>) value).value;
    return (V) value;
  }

  /** Takes the value, which one caller gets and all others do not. */
  @SuppressWarnings("unchecked")
  @Nullable V take() {
    for (Node<V> node = this; ; ) {
      Object value = node.value;
      if (value == null) return null;
      if (value instanceof Node) {
        node = (Node<V>) value;
      } else if (VALUE.compareAndSet(node, value, null)) {
        return (V) value;
      }
    }
  }

  /** Takes the value if it is that very one. */
  boolean take(V wanted) {
    return change(wanted, null);
  }

  /** Whether it still had one, which is replaced. */
  boolean replace(V by) {
    for (V value = value(); value != null; value = value()) {
      if (change(value, by)) return true;
    }
    return false;
  }

  /** Of a node that nobody else finds any more. */
  void restore(V value) {
    this.value = value;
  }

  /** A copy that has the value from now on; null if there is none, or no key. */
  @Nullable Node<V> move() {
    Object key = get();
    if (key == null) return null;
    for (V value = value(); value != null; value = value()) {
      Node<V> copy = new Node<>(key, hash | COPY, value);
      if (change(value, copy)) return copy;
    }
    return null;
  }

  @SuppressWarnings("unchecked")
  private boolean change(V from, @Nullable Object to) {
    Node<V> node = this;
    for (Object value = node.value; value instanceof Node; value = node.value) {
      node = (Node<V>) value;
    }
    return VALUE.compareAndSet(node, from, to);
  }
}
