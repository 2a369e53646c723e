// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.state;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * One entry: 40 bytes. That it is the weak reference itself, rather than has one, saves an object
 * an entry.
 */
final class Node<V> extends WeakReference<Object> {
  final int hash;
  volatile V value;
  volatile @Nullable Node<V> next;

  Node(Object key, ReferenceQueue<Object> queue, int hash, V value) {
    super(key, queue);
    this.hash = hash;
    this.value = value;
  }

  boolean isFor(Object key, int hash) {
    return this.hash == hash && get() == key;
  }
}
