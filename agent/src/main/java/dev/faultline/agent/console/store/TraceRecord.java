// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store;

import dev.faultline.agent.console.record.FaultRecord;
import dev.faultline.agent.console.record.SpanRecord;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What arrived of one trace, in whatever order. */
public final class TraceRecord {
  public static final int MAX_SPANS = 2_000;
  private static final int MAX_FAULTS = 50;

  public final String id;
  public final Map<String, SpanRecord> spans = new LinkedHashMap<>();

  /** The fingerprint and span of each fault in it, with a blank between. */
  public final Set<String> faults = new LinkedHashSet<>();

  public long spansLeftOut;
  public int weight;

  public TraceRecord(String id) {
    this.id = id;
  }

  /** False when it was there already: a batch may be sent twice. */
  public boolean add(SpanRecord span) {
    if (spans.containsKey(span.id)) return false;
    if (spans.size() >= MAX_SPANS) {
      spansLeftOut++;
    } else {
      spans.put(span.id, span);
      weight += span.weight();
    }
    return true;
  }

  public void addFault(FaultRecord fault) {
    if (faults.size() < MAX_FAULTS) faults.add(fault.fingerprint + " " + fault.spanId);
  }

  /** The one to name the trace after: the first without a parent here, or else the earliest. */
  public @Nullable SpanRecord root() {
    SpanRecord root = null;
    for (SpanRecord each : spans.values()) {
      if (root == null || rank(each) < rank(root)) root = each;
      if (rank(each) == rank(root) && each.startNanos < root.startNanos) root = each;
    }
    return root;
  }

  public boolean isFailed() {
    if (!faults.isEmpty()) return true;
    for (SpanRecord each : spans.values()) {
      if (each.failed) return true;
    }
    return false;
  }

  /** The longest run of equal statements in it; 1 when none was repeated. */
  public long mostRepeated() {
    long most = 1;
    for (SpanRecord each : spans.values()) most = Math.max(most, each.folded());
    return most;
  }

  private int rank(SpanRecord span) {
    return span.parentId.isEmpty() ? 0 : spans.containsKey(span.parentId) ? 2 : 1;
  }
}
