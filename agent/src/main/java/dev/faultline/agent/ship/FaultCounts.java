// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Faults by type; of a bounded number of types, and the rest together. For the shipper alone. */
final class FaultCounts {
  static final String OTHER = "_OTHER";
  private static final int MAX_TYPES = 200;

  private final Map<String, Long> counts = new HashMap<>();

  void add(String type, long count) {
    boolean room = counts.size() < MAX_TYPES || counts.containsKey(type);
    counts.merge(room ? type : OTHER, count, Long::sum);
  }

  void forEach(BiConsumer<String, Long> action) {
    counts.forEach(action);
  }
}
