// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.api;

import dev.faultline.agent.console.record.SpanRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A statement that one span of a trace had executed again and again: an N+1, most likely. */
final class Repeats {
  /** Less often may be meant. */
  private static final int FROM = 5;

  final SpanRecord first;
  final String statement;
  long times;
  long totalNanos;

  private Repeats(SpanRecord first) {
    this.first = first;
    statement = first.attributes.text("db.query.text", "db.statement");
  }

  /** The one that took the longest first. */
  static List<Repeats> in(List<SpanRecord> spans) {
    Map<List<String>, Repeats> byStatement = new LinkedHashMap<>();
    for (SpanRecord each : spans) {
      if (!each.isStatement()) continue;
      Repeats made = new Repeats(each);
      List<String> key = Arrays.asList(each.parentId, each.service, made.statement);
      byStatement.computeIfAbsent(key, absent -> made).add(each);
    }
    List<Repeats> repeats = new ArrayList<>();
    for (Repeats each : byStatement.values()) {
      if (each.times >= FROM) repeats.add(each);
    }
    repeats.sort((a, b) -> Long.compare(b.totalNanos, a.totalNanos));
    return repeats;
  }

  private void add(SpanRecord span) {
    times += span.folded();
    Object told = span.attributes.values.get("faultline.fold.total_seconds");
    if (told instanceof Number) {
      totalNanos += (long) (((Number) told).doubleValue() * 1e9);
    } else {
      totalNanos += span.durationNanos();
    }
  }
}
