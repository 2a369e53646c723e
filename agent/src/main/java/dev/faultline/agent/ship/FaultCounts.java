// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.enrich.Fault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * Faults by type, by what the database told, by what became of them and where they were seen first;
 * of a bounded number of kinds, and the rest together. Counted by the shipper, read by any thread:
 * whoever scrapes metrics does so on a thread of its own.
 */
final class FaultCounts {
  static final List<String> OTHER =
      Collections.unmodifiableList(Arrays.asList("exception.type", "_OTHER"));

  static final int MAX_KINDS = 500;

  /** Keys are names and values of attributes, alternating. */
  private final Map<List<String>, Long> counts = new ConcurrentHashMap<>();

  /** Returns the attributes that it was counted under. */
  List<String> add(Fault fault) {
    return add(attributes(fault), fault.count);
  }

  List<String> add(List<String> kind, long count) {
    boolean room = counts.size() < MAX_KINDS || counts.containsKey(kind);
    List<String> counted = room ? kind : OTHER;
    counts.merge(counted, count, Long::sum);
    return counted;
  }

  void forEach(BiConsumer<List<String>, Long> action) {
    counts.forEach(action);
  }

  private static List<String> attributes(Fault fault) {
    List<String> all = new ArrayList<>(8);
    put(all, "exception.type", fault.type);
    if (fault.sql != null) put(all, "faultline.sql.category", fault.sql.category.text);
    if (fault.state != null) put(all, "faultline.state", lowerCase(fault.state));
    put(all, "faultline.layer", lowerCase(fault.firstSeen()));
    return all;
  }

  private static void put(List<String> all, String name, String value) {
    all.add(name);
    all.add(value);
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
