// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which fingerprint the faults of a type have had lately at a place: what tells whether one that
 * nobody looked into is sure to be the same. Bounded: what was not seen longest goes.
 */
final class KnownPlaces {
  static final int MAX = 1_000;
  private static final long LATELY_NANOS = 60_000_000_000L;

  private final KnownPairs keys = KnownPairs.joined();

  private final Map<String, Known> places =
      new LinkedHashMap<String, Known>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > MAX;
        }
      };

  /** Takes note of one that was looked into. */
  void add(String type, String place, String fingerprint, long nowNanos) {
    String key = keys.of(type, place);
    Known known = places.get(key);
    if (known == null) {
      places.put(key, new Known(fingerprint, nowNanos));
    } else {
      known.add(fingerprint, nowNanos);
    }
  }

  /** Whether there were others than that fingerprint, not long ago. */
  boolean isMixed(String type, String place, String fingerprint, long nowNanos) {
    Known known = places.get(keys.of(type, place));
    return known != null && known.isMixed(fingerprint, nowNanos);
  }

  private static final class Known {
    private String latest;
    private long latestNanos;

    /** The last one that was not the latest; null when all were alike. */
    private @Nullable String other;

    private long otherNanos;

    Known(String latest, long nowNanos) {
      this.latest = latest;
      this.latestNanos = nowNanos;
    }

    void add(String fingerprint, long nowNanos) {
      if (!latest.equals(fingerprint)) {
        other = latest;
        otherNanos = latestNanos;
        latest = fingerprint;
      }
      latestNanos = nowNanos;
    }

    boolean isMixed(String fingerprint, long nowNanos) {
      if (!latest.equals(fingerprint)) return nowNanos - latestNanos < LATELY_NANOS;
      return other != null && nowNanos - otherNanos < LATELY_NANOS;
    }
  }
}
