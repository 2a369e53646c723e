// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.export.Outcome;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be delivered, bounded in bytes. The shipper adds, the sender takes; both hold the
 * lock for moments only, and no application thread ever comes here.
 *
 * <p>Each signal has its own queue and its own time before which it is not tried again, so that an
 * endpoint that refuses one of them does not hold up the others. When the bound is reached, the
 * oldest lines of the log go first, then spans, then metrics, and faults only when nothing else is
 * left.
 */
final class Backlog {
  private final long capacity;
  private final Book book;
  private final LongSupplier nanoTime;
  private final Map<Signal, Deque<Parcel>> queues = new EnumMap<>(Signal.class);
  private final Map<Signal, Long> notBefore = new EnumMap<>(Signal.class);

  private long bytes;
  private boolean closed;
  private @Nullable Parcel underway;
  private long underwaySince;

  /**
   * @param capacity in bytes, at least 1
   */
  Backlog(long capacity, Book book, LongSupplier nanoTime) {
    this.capacity = capacity;
    this.book = book;
    this.nanoTime = nanoTime;
    for (Signal signal : Signal.values()) queues.put(signal, new ArrayDeque<>());
  }

  /** Adds a payload whose records were recorded; makes room for it first. */
  synchronized void add(Payload payload) {
    if (payload.signal == Signal.METRICS) dropQueued(Signal.METRICS, Account.SUPERSEDED);
    if (payload.size() > capacity) {
      book.dropped(payload.signal, payload.records(), Account.TOO_LARGE);
      return;
    }
    while (bytes + payload.size() > capacity && dropOldest(payload.signal)) {}
    if (bytes + payload.size() > capacity) {
      book.dropped(payload.signal, payload.records(), Account.QUEUE_FULL);
      return;
    }
    bytes += payload.size();
    queue(payload.signal).addLast(new Parcel(payload));
    notifyAll();
  }

  /**
   * The next one to be tried, faults first; waits until there is one.
   *
   * @return null when it is closed and nothing is left
   */
  synchronized @Nullable Parcel take() throws InterruptedException {
    for (; ; ) {
      Parcel parcel = poll();
      if (parcel != null) return parcel;
      if (closed) return null; // then nothing waits for its time: all queues are empty
      waitFor(untilDue(nanoTime.getAsLong()));
    }
  }

  /** The next one that is due, or null. */
  synchronized @Nullable Parcel poll() {
    long now = nanoTime.getAsLong();
    Parcel parcel = due(now);
    if (parcel == null) return null;
    underway = parcel;
    underwaySince = now;
    parcel.attempts++;
    return parcel;
  }

  /** The parcel was taken by the endpoint, but for {@code rejected} of its records. */
  synchronized void delivered(Parcel parcel, long rejected, String reason, String detail) {
    if (!settle(parcel)) return;
    delivered(parcel.payload, 0, rejected, reason, detail);
  }

  private void delivered(Payload payload, long left, long rejected, String reason, String detail) {
    long ended = payload.records() - left;
    long refused = Math.min(rejected, ended);
    book.delivered(payload.signal, ended - refused);
    if (refused > 0) book.dropped(payload.signal, refused, reason, detail);
  }

  /** The parcel was taken but for a rest, which takes its place: returned, and still under way. */
  synchronized Parcel reduced(Parcel parcel, Payload rest, Outcome outcome) {
    Parcel left = parcel.with(rest);
    if (!settle(parcel)) {
      left.settled = true;
      return left;
    }
    delivered(parcel.payload, rest.records(), outcome.refused, outcome.reason, outcome.detail);
    bytes += rest.size();
    underway = left;
    return left;
  }

  synchronized void dropped(Parcel parcel, String reason, String detail) {
    if (!settle(parcel)) return;
    book.dropped(parcel.payload.signal, parcel.payload.records(), reason, detail);
  }

  /** The parcel goes back to the head of its queue, to be tried again after a delay. */
  synchronized void retry(Parcel parcel, long delayNanos) {
    if (parcel.settled) return;
    underway = null;
    queue(parcel.payload.signal).addFirst(parcel);
    hold(parcel.payload.signal, delayNanos);
  }

  /** The same, but others of its signal are tried first. */
  synchronized void retryBehindOthers(Parcel parcel, long delayNanos) {
    if (parcel.settled) return;
    underway = null;
    queue(parcel.payload.signal).addLast(parcel);
    hold(parcel.payload.signal, delayNanos);
  }

  /** There is no time left to try it again. */
  synchronized void giveUp(Parcel parcel, String reason, String detail) {
    dropped(parcel, reason, detail);
  }

  /** Number of parcels of the signal that wait. */
  synchronized int waiting(Signal signal) {
    return queue(signal).size();
  }

  /** Nothing of this signal is tried before the delay has passed. */
  synchronized void hold(Signal signal, long delayNanos) {
    notBefore.put(signal, nanoTime.getAsLong() + delayNanos);
  }

  /** The parcel was too large for the endpoint: its halves take its place. */
  synchronized void divided(Parcel parcel, Payload[] halves) {
    if (!settle(parcel)) return;
    for (int i = halves.length - 1; i >= 0; i--) {
      bytes += halves[i].size();
      queue(parcel.payload.signal).addFirst(parcel.with(halves[i]));
    }
    while (bytes > capacity && dropOldest(parcel.payload.signal)) {}
  }

  /** From now on everything is tried at once, and {@link #take} ends when nothing is left. */
  synchronized void close() {
    closed = true;
    notBefore.clear();
    notifyAll();
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Drops all that is left, that which is under way included. */
  synchronized void abandon() {
    close();
    for (Signal signal : Signal.values()) dropQueued(signal, Account.SHUTDOWN);
    Parcel parcel = underway;
    if (parcel != null) dropped(parcel, Account.SHUTDOWN, "the time to shut down was over");
  }

  /** Bytes held. */
  synchronized long bytes() {
    return bytes;
  }

  /** Since when the endpoint has been busy with one parcel, in nanoseconds; 0 when it is not. */
  synchronized long busyNanos() {
    return underway == null ? 0 : nanoTime.getAsLong() - underwaySince;
  }

  private boolean settle(Parcel parcel) {
    if (parcel.settled) return false;
    parcel.settled = true;
    if (underway == parcel) underway = null;
    bytes -= parcel.payload.size();
    return true;
  }

  private @Nullable Parcel due(long now) {
    for (Signal signal : Signal.values()) {
      if (untilDue(signal, now) <= 0) {
        Parcel parcel = queue(signal).pollFirst();
        if (parcel != null) return parcel;
      }
    }
    return null;
  }

  /** Nanoseconds until a signal that has something is due. */
  private long untilDue(long now) {
    long least = Long.MAX_VALUE;
    for (Signal signal : Signal.values()) {
      if (!queue(signal).isEmpty()) least = Math.min(least, untilDue(signal, now));
    }
    return least;
  }

  private long untilDue(Signal signal, long now) {
    Long time = notBefore.get(signal);
    return time == null ? 0 : time - now;
  }

  private void waitFor(long nanos) throws InterruptedException {
    if (nanos == Long.MAX_VALUE) {
      wait();
    } else {
      wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
    }
  }

  /** Drops the oldest parcel that is worth no more than one of {@code signal}. */
  private boolean dropOldest(Signal signal) {
    Signal[] signals = Signal.values();
    for (int i = signals.length - 1; i >= signal.ordinal(); i--) {
      Parcel oldest = queue(signals[i]).pollFirst();
      if (oldest != null) {
        dropped(oldest, Account.QUEUE_FULL, "the endpoint takes less than is recorded");
        return true;
      }
    }
    return false;
  }

  private void dropQueued(Signal signal, String reason) {
    for (Parcel parcel = queue(signal).pollFirst(); parcel != null; ) {
      if (settle(parcel)) book.dropped(signal, parcel.payload.records(), reason);
      parcel = queue(signal).pollFirst();
    }
  }

  private Deque<Parcel> queue(Signal signal) {
    Deque<Parcel> queue = queues.get(signal);
    if (queue == null) throw new AssertionError(signal);
    return queue;
  }
}
