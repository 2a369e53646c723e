// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.trace;

import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.lane.Lane;
import dev.faultline.bootstrap.lane.Lanes;
import dev.faultline.bootstrap.lane.Overflow;
import org.jspecify.annotations.Nullable;

/**
 * Hands one thread's sightings over, or counts them when their lane is full. A fault that several
 * layers see must not be counted by each of them: so this remembers what the thread reported last,
 * by numbers that hold nothing alive.
 */
final class Reporter {
  private final Lane<Sighting> lane;
  private final Overflow overflow;
  private int lastThrowable;
  private long lastTrace;
  private @Nullable Layer lastLayer;
  private int lastBy;
  private boolean overflowed;

  Reporter() {
    this(Lanes.SIGHTINGS, Lanes.OVERFLOW);
  }

  Reporter(Lane<Sighting> lane, Overflow overflow) {
    this.lane = lane;
    this.overflow = overflow;
  }

  void report(Sighting sighting) {
    if (isRepeated(sighting)) {
      lane.leaveOut(1);
      overflow.addFurther();
      return;
    }
    boolean further = isFurther(sighting);
    remember(sighting);
    if (further && overflowed) {
      // The first sighting of it was counted; this one would be taken for another fault.
      lane.leaveOut(1);
      overflow.addFurther();
      return;
    }
    overflowed = !lane.tryOffer(sighting, 1);
    if (!overflowed) return;
    if (further) {
      overflow.addFurther();
    } else if (!overflow.add(sighting)) {
      lane.drop(1);
    }
  }

  /**
   * Whether it is of the same fault as the one before, as far as can be told without asking the
   * throwable: the same object, or another layer of the same trace. A statement is no other layer:
   * what fails there is thrown there.
   */
  private boolean isFurther(Sighting sighting) {
    Layer last = lastLayer;
    if (last == null) return false;
    Trace trace = sighting.trace;
    boolean sameTrace = trace == null || lastTrace == 0 || trace.idLow == lastTrace;
    if (!sameTrace) return false;
    if (System.identityHashCode(sighting.throwable) == lastThrowable) return true;
    return trace != null
        && lastTrace != 0
        && sighting.layer != last
        && sighting.layer != Layer.JDBC;
  }

  /**
   * Whether a logger is given again, at the same level, what it was given just before: no news, and
   * a loop that does so ten thousand times would fill the lane.
   */
  private boolean isRepeated(Sighting sighting) {
    return sighting.layer == Layer.LOG
        && lastLayer == Layer.LOG
        && System.identityHashCode(sighting.throwable) == lastThrowable
        && idOf(sighting.trace) == lastTrace
        && byHash(sighting) == lastBy;
  }

  private void remember(Sighting sighting) {
    lastThrowable = System.identityHashCode(sighting.throwable);
    lastTrace = idOf(sighting.trace);
    lastLayer = sighting.layer;
    lastBy = byHash(sighting);
  }

  private static long idOf(@Nullable Trace trace) {
    return trace == null ? 0 : trace.idLow;
  }

  private static int byHash(Sighting sighting) {
    return hash(sighting.by) * 31 + hash(sighting.level);
  }

  private static int hash(@Nullable String name) {
    return name == null ? 0 : name.hashCode();
  }
}
