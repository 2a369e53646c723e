// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.state.WeakIdentityMap;
import dev.faultline.bootstrap.trace.Trace;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which throwables were told, without keeping any of them alive. Bounded: when a
 * generation is full it becomes the old one, and the one before that is forgotten.
 */
final class ToldThrowables {
  static final int GENERATION = 8 * 1024;

  private WeakIdentityMap<Told> young = new WeakIdentityMap<>();
  private WeakIdentityMap<Told> old = new WeakIdentityMap<>();

  /**
   * To the young generation, those that are gone by now included: to ask the map is no small thing.
   */
  private int added;

  /** Gone once there was a collection. */
  private WeakReference<Object> sign = new WeakReference<>(new Object());

  void add(Throwable throwable, Told told) {
    if (added >= GENERATION) {
      old = young;
      young = new WeakIdentityMap<>();
      added = 0;
    }
    young.put(throwable, told);
    added++;
  }

  @Nullable Told find(Throwable throwable) {
    Told told = young.get(throwable);
    return told != null ? told : old.get(throwable);
  }

  /**
   * Lets go of those whose throwable is gone: there may be no next fault. That goes through all, so
   * it is done once after each collection only, which alone may have changed something.
   */
  void expunge() {
    if (sign.get() != null) return;
    sign = new WeakReference<>(new Object());
    young.expunge();
    old.expunge();
  }

  int size() {
    return young.size() + old.size();
  }

  /** As what, and in which trace. Refers to nothing of the application. */
  static final class Told {
    final String fingerprint;
    private final boolean hasTrace;
    private final long traceIdHigh;
    private final long traceIdLow;
    private final End end;

    Told(String fingerprint, @Nullable Trace trace, End end) {
      this.fingerprint = fingerprint;
      this.end = new End(end);
      hasTrace = trace != null;
      traceIdHigh = trace == null ? 0 : trace.idHigh;
      traceIdLow = trace == null ? 0 : trace.idLow;
    }

    /** Whether a sighting is of an occurrence that was told; the next one may be of another. */
    boolean has(Sighting sighting) {
      Trace other = sighting.trace;
      if (!hasTrace || other == null) {
        boolean another = end.isAnother(sighting);
        if (!another) end.see(sighting);
        return !another;
      }
      return traceIdHigh == other.idHigh && traceIdLow == other.idLow;
    }

    /** As that one, in another trace or thread. */
    Told again(Sighting sighting) {
      Told again = new Told(fingerprint, sighting.trace, end);
      again.end.see(sighting);
      return again;
    }
  }
}
