// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.export.Outcome;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import dev.faultline.agent.ship.spool.CorruptFileException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be delivered by one exporter, bounded in bytes. The shipper adds, the sender takes;
 * both hold the lock for moments only, and no application thread ever comes here.
 *
 * <p>Where there is a spool, faults are on the disk before they are tried, and so is everything
 * while the endpoint is down or half of the memory is used. When the memory is full all the same,
 * the oldest lines of the log in it go first, then spans, and faults only when nothing else is
 * left.
 *
 * <p>The disk is never touched under the lock: a parcel on its way there is {@code moving}, and
 * left alone by everybody else; what is settled is removed from the disk afterwards ({@link
 * #sweep}).
 */
final class Backlog {
  private static final String FULL = "the endpoint takes less than is recorded";
  private static final String SPOOL_BOUND = "the bound is faultline.spool.max-bytes";
  private static final long READ_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final long capacity;
  private final Book book;
  private final Storage storage;
  private final LongSupplier nanoTime;
  private final Queues queues = new Queues();
  private final Holdings holdings;

  private boolean closed;
  private boolean down;
  private @Nullable Parcel underway;
  private long underwaySince;

  /**
   * @param capacity in bytes of memory, at least 1
   */
  Backlog(long capacity, Book book, Storage storage, LongSupplier nanoTime) {
    this.capacity = capacity;
    this.book = book;
    this.holdings = new Holdings(book);
    this.storage = storage;
    this.nanoTime = nanoTime;
  }

  /** Adds a payload whose records were recorded; makes room for it first. */
  void add(Payload payload) {
    Parcel parcel = new Parcel(payload);
    try {
      if (isToBeStored(payload.signal)) storage.store(parcel);
      enqueue(parcel);
    } catch (OutOfMemoryError e) { // the application's heap is full; it needs what there is
      synchronized (this) {
        queues.remove(parcel);
        holdings.drop(parcel, Account.OUT_OF_MEMORY, "");
      }
    }
    sweep();
  }

  private synchronized void enqueue(Parcel parcel) {
    if (parcel.stored != null && needsRoom()) parcel.payload = null;
    if (parcel.size() > capacity) {
      holdings.drop(parcel, Account.TOO_LARGE, "larger than faultline.queue.max-bytes");
    } else if (makeRoom(parcel)) {
      queues.of(parcel.signal).addLast(parcel);
      holdings.charge(parcel);
    } else {
      holdings.drop(parcel, Account.QUEUE_FULL, FULL);
    }
    notifyAll();
  }

  /**
   * A new report of the metrics begins, which covers those that wait. It may come in several
   * payloads, each of which has what the others have not.
   */
  synchronized void supersedeMetrics() {
    dropQueued(Signal.METRICS, Account.SUPERSEDED);
  }

  private synchronized boolean isToBeStored(Signal signal) {
    return signal == Signal.FAULTS || signal != Signal.METRICS && needsRoom();
  }

  private boolean needsRoom() {
    return down || holdings.bytes() > capacity / 2;
  }

  private boolean makeRoom(Parcel parcel) {
    while (holdings.bytes() + parcel.size() > capacity) {
      Parcel oldest = queues.cheapestInMemory(parcel.signal);
      if (oldest == null) return false;
      holdings.drop(oldest, Account.QUEUE_FULL, FULL);
    }
    return true;
  }

  /**
   * Puts what earlier processes have left on the disk, and the storage has recorded, before all
   * that is younger.
   *
   * @param oldestFirst on the disk
   */
  synchronized void adopt(List<Parcel> oldestFirst) {
    for (int i = oldestFirst.size() - 1; i >= 0; i--) {
      Parcel each = oldestFirst.get(i);
      if (!each.settled) queues.of(each.signal).addFirst(each); // else given up to make room
    }
    notifyAll();
  }

  /**
   * The next one to be tried, faults first; waits until there is one.
   *
   * @return null when it is closed and nothing is left
   */
  @Nullable Parcel take() throws InterruptedException {
    for (; ; ) {
      Parcel parcel = awaitDue();
      if (parcel == null || read(parcel)) return parcel;
    }
  }

  private synchronized @Nullable Parcel awaitDue() throws InterruptedException {
    for (; ; ) {
      Parcel parcel = nextDue();
      if (parcel != null) return parcel;
      if (closed && queues.isEmpty()) return null;
      waitFor(queues.untilDue(nanoTime.getAsLong()));
    }
  }

  /** The next one that is due, or null. */
  @Nullable Parcel poll() {
    for (; ; ) {
      Parcel parcel = nextDue();
      if (parcel == null || read(parcel)) return parcel;
    }
  }

  private synchronized @Nullable Parcel nextDue() {
    long now = nanoTime.getAsLong();
    Parcel parcel = queues.due(now);
    if (parcel == null) return null;
    underway = parcel;
    underwaySince = now;
    parcel.attempts++;
    return parcel;
  }

  /** Has it in memory; false when it could not be read. */
  private boolean read(Parcel parcel) {
    if (parcel.payload != null) return true;
    Payload payload;
    try {
      payload = storage.read(parcel);
    } catch (CorruptFileException e) {
      dropped(parcel, Account.SPOOL_CORRUPT, String.valueOf(e.getMessage()));
      return false;
    } catch (IOException e) { // the disk's bad moment
      recover(e.toString());
      return false;
    }
    synchronized (this) {
      if (payload == null) {
        holdings.drop(parcel, Account.SPOOL_FULL, SPOOL_BOUND);
      } else if (!parcel.settled) {
        parcel.replayed = true;
        parcel.payload = payload;
        holdings.charge(parcel);
        return true;
      }
    }
    sweep();
    return false;
  }

  /** The parcel was taken by the endpoint, but for {@code rejected} of its records. */
  void delivered(Parcel parcel, long rejected, String reason, String detail) {
    synchronized (this) {
      down = false;
      if (holdings.settle(parcel)) holdings.delivered(parcel, 0, rejected, reason, detail);
      ended(parcel);
    }
    sweep();
  }

  /** The parcel was taken but for a rest, which takes its place: returned, and still under way. */
  Parcel reduced(Parcel parcel, Payload rest, Outcome outcome) {
    Parcel left = parcel.with(rest);
    if (parcel.stored != null) storage.store(left);
    synchronized (this) {
      if (holdings.settle(parcel)) {
        holdings.delivered(parcel, left.records, outcome.refused, outcome.reason, outcome.detail);
        holdings.charge(left);
        underway = left;
      } else {
        holdings.settle(left); // all of it was given up meanwhile
      }
    }
    sweep();
    return left;
  }

  void dropped(Parcel parcel, String reason, String detail) {
    synchronized (this) {
      holdings.drop(parcel, reason, detail);
      ended(parcel);
    }
    sweep();
  }

  /** It is under way no more: a body of several megabytes is not kept until the next one comes. */
  private void ended(Parcel parcel) {
    if (underway == parcel) underway = null;
  }

  /** The parcel goes back to the head of its queue, to be tried again after a delay. */
  void retry(Parcel parcel, long delayNanos) {
    putBack(parcel, delayNanos, true);
  }

  /** The same, but others of its signal are tried first. */
  void retryBehindOthers(Parcel parcel, long delayNanos) {
    putBack(parcel, delayNanos, false);
  }

  private void putBack(Parcel parcel, long delayNanos, boolean first) {
    store(parcel);
    storage.putBack(parcel);
    synchronized (this) {
      if (!parcel.settled) {
        down = true;
        underway = null;
        if (parcel.stored != null) holdings.release(parcel);
        if (first) {
          queues.of(parcel.signal).addFirst(parcel);
        } else {
          queues.of(parcel.signal).addLast(parcel);
        }
        hold(parcel.signal, delayNanos);
      } else {
        holdings.sweepAgain(parcel); // given up meanwhile
      }
    }
    sweep();
  }

  private void store(Parcel parcel) {
    synchronized (this) {
      if (parcel.settled) return;
    }
    if (parcel.signal != Signal.METRICS) storage.store(parcel);
  }

  /** Nothing of this signal is tried before the delay has passed. */
  synchronized void hold(Signal signal, long delayNanos) {
    if (!closed) queues.hold(signal, nanoTime.getAsLong() + delayNanos);
  }

  /** The parcel was too large for the endpoint: its halves take its place. */
  void divided(Parcel parcel, Payload[] halves) {
    Parcel[] parts = new Parcel[halves.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = parcel.with(halves[i]);
      if (parcel.stored != null) storage.store(parts[i]);
    }
    synchronized (this) {
      boolean goesOn = holdings.settle(parcel);
      ended(parcel);
      for (int i = parts.length - 1; i >= 0; i--) {
        if (goesOn) {
          queues.of(parts[i].signal).addFirst(parts[i]);
          holdings.charge(parts[i]);
        } else {
          holdings.settle(parts[i]);
        }
      }
    }
    sweep();
  }

  /**
   * Moves to the disk what waits in memory, where that is called for. For the shipper's thread,
   * each time it comes by.
   */
  void spill() {
    while (storage.isOpen()) {
      Parcel parcel;
      synchronized (this) {
        parcel = needsRoom() || closed ? queues.movable() : null;
        if (parcel == null) return;
        parcel.moving = true;
      }
      if (!move(parcel)) return;
    }
  }

  private boolean move(Parcel parcel) {
    try {
      return storage.store(parcel);
    } finally { // whatever happens, nobody must wait for it
      synchronized (this) {
        parcel.moving = false;
        if (parcel.stored != null) holdings.release(parcel); // else given up again to make room
        notifyAll();
      }
    }
  }

  /** Something went wrong with the one under way that has nothing to do with its endpoint. */
  void recover(String why) {
    Parcel parcel;
    synchronized (this) {
      parcel = underway == null || underway.settled ? null : underway;
    }
    if (parcel == null) return;
    if (isClosed()) {
      giveUp(parcel, why);
    } else {
      putBack(parcel, READ_AGAIN_NANOS, true);
    }
  }

  /** The spool had no room for it any more. */
  void evicted(Parcel parcel) {
    synchronized (this) {
      parcel.stored = null; // the file is gone
      if (parcel == underway || parcel.payload != null) return; // it is in memory as well
      queues.remove(parcel);
      holdings.drop(parcel, Account.SPOOL_FULL, SPOOL_BOUND);
    }
  }

  /** From now on everything is tried at once, and {@link #take} ends when nothing is left. */
  synchronized void close() {
    closed = true;
    queues.holdNothing();
    notifyAll();
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Whether what is added now goes to a disk, whatever it is. */
  synchronized boolean isStoring() {
    return storage.isOpen() && needsRoom();
  }

  /** Whether what is left in the end waits on a disk. */
  boolean isStored() {
    return storage.isOpen();
  }

  /** There is no time left to try it again: it waits on the disk, or is dropped. */
  void giveUp(Parcel parcel, String detail) {
    store(parcel);
    synchronized (this) {
      if (underway == parcel) underway = null;
      if (parcel.settled) {
        holdings.sweepAgain(parcel); // somebody was quicker
      } else if (parcel.stored == null) {
        holdings.drop(parcel, Account.SHUTDOWN, detail);
      } else {
        holdings.leave(parcel); // a later process finds it
      }
    }
    sweep();
  }

  /** Gives up all that is left, that which is under way included. */
  void abandon(String detail) {
    close();
    for (Parcel each = pollAny(); each != null; each = pollAny()) giveUp(each, detail);
  }

  /** One that waits, else the one under way: asked together, as the sender may divide that. */
  private synchronized @Nullable Parcel pollAny() {
    for (Signal signal : Signal.values()) {
      Parcel parcel = queues.of(signal).pollFirst();
      if (parcel != null) return parcel;
    }
    return underway == null || underway.settled ? null : underway;
  }

  /** What cannot be delivered at the moment. */
  Troubles troubles() {
    return book.troubles();
  }

  /** Bytes held in memory. */
  synchronized long bytes() {
    return holdings.bytes();
  }

  /** Number of parcels of the signal that wait. */
  synchronized int waiting(Signal signal) {
    return queues.of(signal).size();
  }

  /** Since when the endpoint has been busy with one parcel, in nanoseconds; 0 when it is not. */
  synchronized long busyNanos() {
    return underway == null || underway.settled ? 0 : nanoTime.getAsLong() - underwaySince;
  }

  /** Removes from the disk what is settled. */
  private void sweep() {
    List<Parcel> done;
    synchronized (this) {
      done = holdings.takeEnded();
    }
    for (Parcel each : done) storage.remove(each);
  }

  private void dropQueued(Signal signal, String reason) {
    Parcel parcel = queues.of(signal).pollFirst();
    for (; parcel != null; parcel = queues.of(signal).pollFirst()) {
      if (holdings.settle(parcel)) book.dropped(signal, parcel.records, reason);
    }
  }

  private void waitFor(long nanos) throws InterruptedException {
    if (nanos == Long.MAX_VALUE) {
      wait();
    } else {
      wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
    }
  }
}
