// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.lane;

import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.subject.Request;
import dev.faultline.bootstrap.subject.SqlStatement;
import dev.faultline.bootstrap.subject.Task;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts the sightings that their lane had no room for, by what can be told of them without asking
 * the throwable: its class, the layer, and what the span was about. Of each kind one sighting is
 * kept as a sample; the shipper finds out whose fault it is, and takes the others for the same.
 * Where there are more of these kinds at a time than there is room for, class and layer must do.
 */
public final class Overflow {
  static final int SLOTS = 8192;

  /** For kinds by class and layer alone: applications have some hundreds of classes to throw. */
  static final int MIXED_SLOTS = 2048;

  private final Kinds kinds = new Kinds(SLOTS);
  private final Kinds mixed = new Kinds(MIXED_SLOTS);
  private final AtomicLong further = new AtomicLong();

  /**
   * Counts a sighting.
   *
   * @return false when it cannot be: there are too many classes, or it is a fault only if nobody
   *     looks at its Future
   */
  public boolean add(Sighting sighting) {
    if (sighting.onlyIfUnobserved) return false;
    return kinds.add(sighting, place(sighting.subject)) || mixed.add(sighting, null);
  }

  /** Counts one more sighting of something that was counted, or handed over, before. */
  public void addFurther() {
    further.getAndIncrement();
  }

  /** Gives away, and forgets, what was counted. For the shipper's thread alone. */
  public void drain(Taker taker) {
    kinds.drain(taker, false);
    mixed.drain(taker, true);
  }

  /** Gives away, and forgets, how many further sightings there were. */
  public long takeFurther() {
    return further.getAndSet(0);
  }

  /** A text that the application holds, or null. What it is written into may be changing. */
  private static @Nullable String place(@Nullable Object subject) {
    if (subject instanceof SqlStatement) return ((SqlStatement) subject).sql;
    if (subject instanceof Task) return ((Task) subject).name;
    if (subject instanceof Request) return ((Request) subject).route;
    return subject instanceof Database ? ((Database) subject).system : null;
  }

  /** Takes what was counted. */
  public interface Taker {
    /**
     * @param sample the first of them
     * @param count how many there were, the sample included
     * @param lastNanos when the last of them was seen, or nearly the last
     * @param mixed whether others of them may have been seen somewhere else than the sample
     */
    void take(Sighting sample, long count, long lastNanos, boolean mixed);
  }
}
