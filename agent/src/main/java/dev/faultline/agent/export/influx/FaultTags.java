// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.influx;

import dev.faultline.agent.enrich.Fault;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What faults may be grouped by. Each different set of tags is a series, which costs InfluxDB
 * memory for as long as it keeps its points; so there are no more than a thousand, and of further
 * ones type and route are {@code other}. All else comes from sets of a few.
 */
final class FaultTags {
  static final int MAX_SETS = 1_000;
  private static final String OTHER = "other";

  private final Map<String, String> common;
  private final Set<String> known = new HashSet<>();

  FaultTags(Map<String, String> common) {
    this.common = common;
  }

  /** As they are written, with a comma in front. */
  String of(Fault fault) {
    String route = fault.request == null ? null : fault.request.route;
    String tags = tags(fault, fault.type, route);
    if (known.contains(tags)) return tags;
    if (known.size() == MAX_SETS) return tags(fault, OTHER, route == null ? null : OTHER);
    known.add(tags);
    return tags;
  }

  private String tags(Fault fault, String type, @Nullable String route) {
    return new Tags(common)
        .put("category", fault.sql == null ? null : fault.sql.category.text)
        .put("route", route)
        .put("severity", Escapes.name(fault.severity))
        .put("state", fault.state == null ? null : Escapes.name(fault.state))
        .put("type", type)
        .toString();
  }
}
