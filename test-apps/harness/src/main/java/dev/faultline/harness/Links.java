// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What only shows when all has arrived: whether the records go together. */
final class Links {
  private final Map<String, RecordedSpan> spans = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  private Links() {}

  /** What is wrong, a line each; empty when nothing is. */
  static List<String> check(
      List<RecordedSpan> spans, List<RecordedFault> faults, List<RecordedLine> lines) {
    Links links = new Links();
    for (RecordedSpan span : spans) links.add(span);
    for (RecordedSpan span : spans) links.checkParent(span);
    links.checkFaults(faults);
    for (RecordedLine line : lines) links.checkLine(line);
    return links.problems;
  }

  private void add(RecordedSpan span) {
    RecordedSpan before = spans.put(span.spanId(), span);
    if (before != null) problems.add("span id twice: " + before + " and " + span);
  }

  private void checkParent(RecordedSpan span) {
    if (span.isLocalRoot()) return;
    RecordedSpan parent = spans.get(span.parentId());
    if (parent == null) {
      problems.add("parent " + span.parentId() + " never arrived: " + span);
      return;
    }
    if (!parent.traceId().equals(span.traceId())) {
      problems.add("parent is of another trace: " + span);
    }
    if (span.proto().getStartTimeUnixNano() < parent.proto().getStartTimeUnixNano()) {
      problems.add("begins before its parent: " + span + " in " + parent);
    }
  }

  /** Its trace may have been dropped, and its span may have been folded. */
  private void checkLine(RecordedLine line) {
    RecordedSpan span = spans.get(line.spanId());
    if (span != null && !span.traceId().equals(line.traceId())) {
      problems.add("span " + line.spanId() + " of a line is of another trace: " + line);
    }
  }

  private void checkFaults(List<RecordedFault> faults) {
    Set<String> traces = new HashSet<>();
    for (RecordedSpan span : spans.values()) traces.add(span.traceId());
    for (RecordedFault fault : faults) {
      if (fault.traceId().isEmpty()) continue;
      RecordedSpan span = spans.get(fault.spanId());
      if (!traces.contains(fault.traceId())) {
        problems.add("trace " + fault.traceId() + " of a fault never arrived: " + fault);
      } else if (span == null || !span.traceId().equals(fault.traceId())) {
        problems.add("span " + fault.spanId() + " of a fault is not in its trace: " + fault);
      }
    }
  }
}
