// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.lane;

import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A table of counts of sightings that look alike. Any thread adds, without a lock: it claims an
 * empty slot near the kind's own, or counts where its kind is. The shipper closes a count by
 * swapping it for a negative number, which is at once how it takes the value and how a thread that
 * comes too late sees that it has to look again; so nothing is lost, and nothing counted twice.
 * After that it empties the slot.
 */
final class Kinds {
  private static final int PROBES = 16;
  private static final long CLOSED = Long.MIN_VALUE;

  /** Longer texts are told apart by reference only. */
  private static final int MAX_COMPARED = 4096;

  private final AtomicReferenceArray<@Nullable Kind> slots;
  private final int mask;

  /** Set after a slot was claimed, and reset before all are looked at: most often none is. */
  private volatile boolean claimed;

  /**
   * @param size a power of two
   */
  Kinds(int size) {
    slots = new AtomicReferenceArray<>(size);
    mask = size - 1;
  }

  /** Counts it by class, layer and place; false when there is no room near the kind's own slot. */
  boolean add(Sighting sighting, @Nullable String place) {
    int hash = sighting.throwable.getClass().getName().hashCode() * 31 + sighting.layer.ordinal();
    hash = (hash * 31 + hash(place)) * 0x9E3779B9;
    hash ^= hash >>> 16;
    for (int i = 0; i < PROBES; i++) {
      if (addAt(hash + i & mask, sighting, place)) return true;
    }
    return false;
  }

  /** Gives away, and forgets, what was counted. For the shipper's thread alone. */
  void drain(Overflow.Taker taker, boolean mixed) {
    if (!claimed) return;
    claimed = false;
    for (int i = 0; i <= mask; i++) {
      Kind kind = slots.get(i);
      if (kind == null) continue;
      long count = kind.getAndSet(CLOSED);
      slots.set(i, null);
      taker.take(kind.sample, count, kind.lastNanos, mixed && count > 1);
    }
  }

  private boolean addAt(int slot, Sighting sighting, @Nullable String place) {
    Kind kind = slots.get(slot);
    if (kind == null) {
      if (slots.compareAndSet(slot, null, new Kind(sighting, place))) {
        claimed = true;
        return true;
      }
      kind = slots.get(slot);
    }
    return kind != null && kind.isOf(sighting, place) && kind.count(sighting.nanos);
  }

  private static int hash(@Nullable String place) {
    if (place == null) return 0;
    return place.length() > MAX_COMPARED ? System.identityHashCode(place) : place.hashCode();
  }

  /** Sightings that look alike: how many there are. */
  private static final class Kind extends AtomicLong {
    private static final long serialVersionUID = 1;

    final transient Sighting sample;
    private final transient Class<?> type;
    private final Layer layer;
    private final @Nullable String place;

    /** Written by every thread that counts; any of the last ones will do. */
    volatile long lastNanos;

    Kind(Sighting sample, @Nullable String place) {
      super(1);
      this.sample = sample;
      this.type = sample.throwable.getClass();
      this.layer = sample.layer;
      this.place = place;
      this.lastNanos = sample.nanos;
    }

    boolean isOf(Sighting other, @Nullable String otherPlace) {
      return type == other.throwable.getClass() && layer == other.layer && isAt(otherPlace);
    }

    private boolean isAt(@Nullable String other) {
      String place = this.place;
      if (place == other) return true;
      return place != null
          && other != null
          && place.length() <= MAX_COMPARED
          && place.equals(other);
    }

    /** False when the shipper has been here. */
    boolean count(long nanos) {
      if (getAndIncrement() < 0) return false;
      lastNanos = nanos;
      return true;
    }
  }
}
