// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.state;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The chains of a hash table. Any thread reads them, at any time; one at a time, their owner,
 * changes them. Who that is, is the business of {@link Segment}.
 */
class Chains<V> {
  private static final int INITIAL_LENGTH = 16;
  private static final int MAX_LENGTH = 1 << 24;

  /** Chains that one write clears of dead entries, in turn, so that no caller pays for a big GC. */
  private static final int SWEPT = 2;

  private volatile AtomicReferenceArray<@Nullable Node<V>> table =
      new AtomicReferenceArray<>(INITIAL_LENGTH);

  /** Entries in the chains, taken ones included. For the owner. */
  private int size;

  /** The chain that is swept next. For the owner. */
  private int broom;

  /** Where the entries of such keys begin. */
  final @Nullable Node<V> chain(int hash) {
    AtomicReferenceArray<@Nullable Node<V>> table = this.table;
    return table.get(hash & table.length() - 1);
  }

  final int tableLength() {
    return table.length();
  }

  /** Benign race: whether there may be something to clear away. */
  final boolean isEmpty() {
    return size == 0;
  }

  final int countChains() {
    AtomicReferenceArray<@Nullable Node<V>> table = this.table;
    int count = 0;
    for (int i = 0; i < table.length(); i++) count += count(table.get(i));
    return count;
  }

  final int count(@Nullable Node<V> from) {
    int count = 0;
    for (Node<V> node = from; node != null; node = node.next) {
      if (!node.isMoved() && node.value() != null) count++;
    }
    return count;
  }

  // From here on: for the owner.

  /** Clears the next chains of dead entries. */
  final void sweepSome() {
    for (int i = 0; i < SWEPT; i++) sweep(broom++ & table.length() - 1);
  }

  /** Puts a node to the head of its chain; one that is the only one of its key, alone. */
  final void push(Node<V> node) {
    if (size >= table.length() - (table.length() >> 2)) makeRoom();
    AtomicReferenceArray<@Nullable Node<V>> table = this.table;
    int index = node.hash & table.length() - 1;
    Node<V> others = table.get(index);
    node.next = others;
    table.set(index, node);
    size++;
    Object key = node.isOnly() ? node.get() : null;
    if (key == null) return;
    int hash = node.hash & ~Node.MARKS;
    for (Node<V> each = others; each != null; each = each.next) {
      if (each.isFor(key, hash)) each.take();
    }
  }

  /**
   * Takes out the node, and those before it that were taken while another thread was the owner.
   *
   * @return false for a node that is in no chain: it was copied, or taken out, or is pending
   */
  final boolean unlink(Node<V> node) {
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

  /** Takes out all dead entries. */
  final void dropDead() {
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
