// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.state.WeakIdentityMap;
import dev.faultline.bootstrap.trace.Trace;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which throwables were told, without keeping any of them alive. Bounded: when a
 * generation is full it becomes the old one, and the one before that is forgotten.
 */
final class ToldThrowables {
  static final int GENERATION = 8 * 1024;

  private WeakIdentityMap<Told> young = new WeakIdentityMap<>();
  private WeakIdentityMap<Told> old = new WeakIdentityMap<>();

  void add(Throwable throwable, Told told) {
    if (young.size() >= GENERATION) {
      old = young;
      young = new WeakIdentityMap<>();
    }
    young.put(throwable, told);
  }

  @Nullable Told find(Throwable throwable) {
    Told told = young.get(throwable);
    return told != null ? told : old.get(throwable);
  }

  /** Lets go of those whose throwable is gone, some at a time: there may be no next fault. */
  void expunge() {
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
