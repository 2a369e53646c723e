// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.trace.Trace;
import org.jspecify.annotations.Nullable;

/**
 * How often a fault happened: once in every trace it was seen in, and outside of any once for every
 * thread that it ended.
 */
final class Occurrences {
  long count = 1;

  /** When the last of them was seen. */
  long lastNanos;

  /** Whether some of them were counted only, because they were too many. */
  boolean standForOthers;

  /** Whether those may have been seen anywhere. */
  boolean mixed;

  final End end = new End();

  /** The last trace but the first; when two take turns, this counts too many. */
  private @Nullable Trace latest;

  Occurrences(Sighting first) {
    lastNanos = first.nanos;
    end.see(first);
  }

  /**
   * Counts a further sighting, if it is of another occurrence.
   *
   * @param fault whose they are
   */
  boolean add(Sighting sighting, PendingFault fault) {
    boolean another = isAnother(sighting, fault);
    end.see(sighting);
    if (!another) return false;
    count++;
    lastNanos = sighting.nanos;
    return true;
  }

  private boolean isAnother(Sighting sighting, PendingFault fault) {
    Trace trace = sighting.trace;
    if (trace == null || fault.trace == null) return end.isAnother(sighting);
    if (fault.isOfTrace(trace) || trace == latest) return false;
    latest = trace;
    return true;
  }

  /** Counts the others that one of them stands for. */
  void takeFor(long others, long untilNanos, boolean mixed) {
    if (others == 1) return;
    this.mixed |= mixed;
    count += others - 1;
    lastNanos = untilNanos;
    standForOthers = true;
  }
}
