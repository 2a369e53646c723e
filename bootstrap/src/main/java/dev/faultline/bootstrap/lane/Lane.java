// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.lane;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A queue from many application threads to one shipper thread.
 *
 * <p>It is Dmitry Vyukov's intrusive MPSC list: a producer swaps itself in as the newest node, then
 * links its predecessor to itself. Offering is wait-free and allocates nothing. Between the swap
 * and the link the chain is broken for a moment; {@link #poll} then answers null although an item
 * is on its way, which costs a shipper that comes back anyway nothing.
 *
 * <p>The bound is on weight (spans, say), not on nodes: a part of 500 spans weighs 500. What would
 * exceed it is dropped and counted; the weight is taken before the node is linked, so the bound
 * holds exactly whatever the number of producers.
 *
 * @param <E> the kind of item
 */
public final class Lane<E extends LaneNode> {
  /** Keeps the list non-empty, which is what makes a single swap enough to offer. */
  private static final class Stub extends LaneNode {}

  private final Stub stub = new Stub();
  private final AtomicReference<LaneNode> newest = new AtomicReference<>(stub);

  /** Weight that was ever offered. What waits is this less {@link #gone}: one add counts both. */
  private final AtomicLong offered = new AtomicLong();

  /** Weight that does not wait any more, or never did: taken, refused, left out. */
  private final AtomicLong gone = new AtomicLong();

  private final AtomicLong ballast = new AtomicLong();
  private final LongAdder dropped = new LongAdder();
  private final long capacity;

  /** Read and written by the shipper alone. */
  private LaneNode oldest = stub;

  /** Woken when the lane is half full; null until the shipper runs. */
  private volatile @Nullable Thread consumer;

  /**
   * @param capacity the largest total weight, at least 1
   */
  public Lane(long capacity) {
    if (capacity < 1) throw new IllegalArgumentException("capacity < 1: " + capacity);
    this.capacity = capacity;
  }

  /**
   * Hands an item over, or drops and counts it when the lane is full.
   *
   * @param weight at least 1
   * @return whether it was taken
   */
  public boolean offer(E item, int weight) {
    return offer(item, weight, 0);
  }

  /**
   * As {@link #offer(LaneNode, int)}, of an item that takes more room than it counts for.
   *
   * @param ballast what it takes in addition
   */
  public boolean offer(E item, int weight, int ballast) {
    if (tryOffer(item, weight, ballast)) return true;
    dropped.add(weight);
    return false;
  }

  /**
   * As {@link #offer}; but what is not taken stays with the caller, who has it counted elsewhere or
   * says that he {@link #drop}s it. It is counted as offered either way.
   */
  public boolean tryOffer(E item, int weight) {
    return tryOffer(item, weight, 0);
  }

  private boolean tryOffer(E item, int weight, int more) {
    long after = offered.addAndGet(weight) - gone.get();
    after += more == 0 ? ballast.get() : ballast.addAndGet(more);
    if (after > capacity) {
      gone.addAndGet(weight);
      if (more > 0) ballast.addAndGet(-more);
      return false;
    }
    item.weight = weight;
    item.ballast = more;
    append(item);
    // That it got half full may go unseen while the consumer takes: it is awake then.
    if (after > capacity / 2 && after - weight - more <= capacity / 2) wakeConsumer();
    return true;
  }

  /** Counts as offered what goes another way. */
  public void leaveOut(int weight) {
    offered.addAndGet(weight);
    gone.addAndGet(weight);
  }

  /** Counts as dropped what was not taken. */
  public void drop(int weight) {
    dropped.add(weight);
  }

  /** The oldest item, or null when there is none yet. For the shipper's thread alone. */
  @SuppressWarnings("unchecked") // only E is ever offered, and the stub is skipped
  public @Nullable E poll() {
    LaneNode head = oldest;
    LaneNode next = head.next;
    if (head == stub) {
      if (next == null) return null;
      oldest = next;
      head = next;
      next = next.next;
    }
    if (next == null) {
      if (head != newest.get()) return null; // a producer is between its swap and its link
      stub.next = null; // it has been in before
      append(stub);
      next = head.next;
      if (next == null) return null; // another producer came first, and is in between now
    }
    oldest = next;
    head.next = null;
    gone.addAndGet(head.weight);
    if (head.ballast > 0) ballast.addAndGet(-head.ballast);
    return (E) head;
  }

  /** Names the thread to unpark when the lane gets half full. */
  public void consumer(Thread thread) {
    this.consumer = thread;
  }

  /** Total weight that was ever offered, dropped included. */
  public long offered() {
    return offered.get();
  }

  /** Total weight that was dropped because the lane was full. */
  public long dropped() {
    return dropped.sum();
  }

  /** Weight waiting for the shipper now. */
  public long pending() {
    long before = gone.get(); // first: what goes after this was offered by then, and waits
    return offered.get() - before;
  }

  /** What was in a lane before was unlinked when it was taken, and what is new has no link. */
  private void append(LaneNode node) {
    newest.getAndSet(node).next = node;
  }

  private void wakeConsumer() {
    Thread thread = consumer;
    if (thread != null) java.util.concurrent.locks.LockSupport.unpark(thread);
  }
}
