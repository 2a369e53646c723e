// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.lane;

import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.subject.Request;
import dev.faultline.bootstrap.subject.SqlStatement;
import dev.faultline.bootstrap.subject.Task;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Counts the sightings that their lane had no room for, by what can be told of them without asking
 * the throwable: its class, the layer, and what the span was about. Of each kind one sighting is
 * kept as a sample; the shipper finds out whose fault it is, and takes the others for the same.
 *
 * <p>Any thread adds, without a lock: it claims an empty slot near the kind's own, or counts where
 * its kind is. The shipper closes a count by swapping it for a negative number, which is at once
 * how it takes the value and how a thread that comes too late sees that it has to look again; so
 * nothing is lost, and nothing counted twice. After that it empties the slot.
 */
public final class Overflow {
  static final int SLOTS = 8192;
  private static final int PROBES = 16;
  private static final long CLOSED = Long.MIN_VALUE;

  /** Longer texts are told apart by reference only. */
  private static final int MAX_COMPARED = 4096;

  private final AtomicReferenceArray<@Nullable Kind> slots = new AtomicReferenceArray<>(SLOTS);
  private final AtomicLong further = new AtomicLong();

  /**
   * Counts a sighting.
   *
   * @return false when it cannot be: there are too many kinds, or it is a fault only if nobody
   *     looks at its Future
   */
  public boolean add(Sighting sighting) {
    if (sighting.onlyIfUnobserved) return false;
    Class<?> type = sighting.throwable.getClass();
    String place = place(sighting.subject);
    int hash = type.getName().hashCode() * 31 + sighting.layer.ordinal();
    hash = (hash * 31 + hash(place)) * 0x9E3779B9;
    hash ^= hash >>> 16;
    for (int i = 0; i < PROBES; i++) {
      if (addAt(hash + i & SLOTS - 1, sighting, place)) return true;
    }
    return false;
  }

  /** Counts one more sighting of something that was counted, or handed over, before. */
  public void addFurther() {
    further.getAndIncrement();
  }

  /** Gives away, and forgets, what was counted. For the shipper's thread alone. */
  public void drain(Taker taker) {
    for (int i = 0; i < SLOTS; i++) {
      Kind kind = slots.get(i);
      if (kind == null) continue;
      long count = kind.getAndSet(CLOSED);
      slots.set(i, null);
      taker.take(kind.sample, count, kind.lastNanos);
    }
  }

  /** Gives away, and forgets, how many further sightings there were. */
  public long takeFurther() {
    return further.getAndSet(0);
  }

  private boolean addAt(int slot, Sighting sighting, @Nullable String place) {
    Kind kind = slots.get(slot);
    if (kind == null) {
      if (slots.compareAndSet(slot, null, new Kind(sighting, place))) return true;
      kind = slots.get(slot);
    }
    return kind != null && kind.isOf(sighting, place) && kind.count(sighting.nanos);
  }

  /** A text that the application holds, or null. What it is written into may be changing. */
  private static @Nullable String place(@Nullable Object subject) {
    if (subject instanceof SqlStatement) return ((SqlStatement) subject).sql;
    if (subject instanceof Task) return ((Task) subject).name;
    if (subject instanceof Request) return ((Request) subject).route;
    return subject instanceof Database ? ((Database) subject).system : null;
  }

  private static int hash(@Nullable String place) {
    if (place == null) return 0;
    return place.length() > MAX_COMPARED ? System.identityHashCode(place) : place.hashCode();
  }

  /** Takes what was counted. */
  public interface Taker {
    /**
     * @param sample the first of them
     * @param count how many there were, the sample included
     * @param lastNanos when the last of them was seen, or nearly the last
     */
    void take(Sighting sample, long count, long lastNanos);
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
