// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import java.util.LinkedHashMap;
import java.util.Map;

/** When each fingerprint was first seen in this process. Bounded: the one not seen longest goes. */
final class FirstSeen {
  static final int MAX = 10_000;

  private final Map<String, Long> nanos =
      new LinkedHashMap<String, Long>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MAX;
        }
      };

  /**
   * By {@link System#nanoTime}; {@code seenNanos} when that is the first time. Faults are not told
   * in the order in which they were seen.
   */
  long of(String fingerprint, long seenNanos) {
    Long known = nanos.get(fingerprint);
    if (known != null && known - seenNanos <= 0) return known;
    nanos.put(fingerprint, seenNanos);
    return seenNanos;
  }
}
