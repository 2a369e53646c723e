// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.export.Signal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What waits, a queue a signal, and before which time a signal is not tried again: an endpoint that
 * refuses one of them must not hold up the others. Guarded by its {@link Backlog}.
 */
final class Queues {
  private final Map<Signal, Deque<Parcel>> queues = new EnumMap<>(Signal.class);
  private final Map<Signal, Long> notBefore = new EnumMap<>(Signal.class);

  Queues() {
    for (Signal signal : Signal.values()) queues.put(signal, new ArrayDeque<>());
  }

  Deque<Parcel> of(Signal signal) {
    Deque<Parcel> queue = queues.get(signal);
    if (queue == null) throw new AssertionError(signal);
    return queue;
  }

  boolean isEmpty() {
    for (Deque<Parcel> each : queues.values()) {
      if (!each.isEmpty()) return false;
    }
    return true;
  }

  void hold(Signal signal, long untilNanos) {
    notBefore.put(signal, untilNanos);
  }

  void holdNothing() {
    notBefore.clear();
  }

  /** Takes the first one that may be tried now, faults first; null when there is none. */
  @Nullable Parcel due(long nowNanos) {
    for (Signal signal : Signal.values()) {
      if (untilDue(signal, nowNanos) > 0) continue;
      Parcel head = of(signal).peekFirst();
      if (head != null && !head.moving) return of(signal).pollFirst();
    }
    return null;
  }

  /** Nanoseconds until a signal that has something is due; the largest number when none has. */
  long untilDue(long nowNanos) {
    long least = Long.MAX_VALUE;
    for (Signal signal : Signal.values()) {
      Parcel head = of(signal).peekFirst();
      if (head == null || head.moving) continue; // whoever moves it says when it has moved
      least = Math.min(least, untilDue(signal, nowNanos));
    }
    return least;
  }

  private long untilDue(Signal signal, long nowNanos) {
    Long time = notBefore.get(signal);
    return time == null ? 0 : time - nowNanos;
  }

  /** The first one that is in memory alone and worth a place on a disk, or null. */
  @Nullable Parcel movable() {
    for (Signal signal : Signal.values()) {
      if (signal == Signal.METRICS) continue; // a later point has all
      for (Parcel each : of(signal)) {
        if (each.stored == null && !each.moving) return each;
      }
    }
    return null;
  }

  /** Takes out the oldest one in memory that is worth no more than one of {@code signal}. */
  @Nullable Parcel cheapestInMemory(Signal signal) {
    Signal[] signals = Signal.values();
    for (int i = signals.length - 1; i >= signal.ordinal(); i--) {
      for (Iterator<Parcel> all = of(signals[i]).iterator(); all.hasNext(); ) {
        Parcel each = all.next();
        if (each.stored != null || each.moving) continue;
        all.remove();
        return each;
      }
    }
    return null;
  }

  void remove(Parcel parcel) {
    of(parcel.signal).remove(parcel);
  }
}
