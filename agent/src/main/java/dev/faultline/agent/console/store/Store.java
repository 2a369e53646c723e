// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store;

import dev.faultline.agent.console.record.FaultRecord;
import dev.faultline.agent.console.record.SpanRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What arrived, in memory: the latest traces and fault groups, bounded in number and in bytes, the
 * oldest out first. Numbers in the summary are of all that ever arrived. One lock, its own monitor,
 * guards all of it; who reads holds it until he has read. Parsing and sending, which are slow,
 * happen outside.
 */
public final class Store {
  public static final int MAX_TRACES = 1_000;
  public static final int MAX_GROUPS = 1_000;
  public static final int MAX_NAMES = 200;

  /** For traces, and as much again for faults. */
  private static final long MAX_BYTES = 64L << 20;

  private static final String OTHERS = "(others)";

  private final Map<String, TraceRecord> traces = new LinkedHashMap<>();
  private final Map<String, FaultGroup> groups = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, Counts> services = new TreeMap<>();
  private final Map<String, Long> metrics = new TreeMap<>();
  private final Counts total = new Counts();
  private final long maxBytes;
  private long traceBytes;
  private long groupBytes;

  /** Numbers of all that ever arrived, of one service or of all. */
  public static final class Counts {
    public long faults;
    public long traces;
    public long spans;
    public long failed;
    public long slow;
    public long statements;
    public long statementsFolded;
  }

  public Store() {
    this(MAX_BYTES);
  }

  public Store(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  public synchronized void add(SpanRecord span) {
    TraceRecord trace = traces.get(span.traceId);
    if (trace == null) {
      trace = new TraceRecord(span.traceId);
      traces.put(span.traceId, trace);
    }
    boolean isNew = trace.spans.isEmpty(); // its faults may have come first
    int before = trace.weight;
    if (!trace.add(span)) return;
    traceBytes += trace.weight - before;
    count(total, span, isNew);
    count(countsOf(span.service), span, isNew);
    while (traces.size() > MAX_TRACES || traceBytes > maxBytes && traces.size() > 1) {
      Iterator<TraceRecord> oldest = traces.values().iterator();
      traceBytes -= oldest.next().weight;
      oldest.remove();
    }
  }

  public synchronized void add(FaultRecord fault) {
    FaultGroup group = groups.get(fault.fingerprint);
    if (group == null) {
      group = new FaultGroup(fault);
      groups.put(fault.fingerprint, group);
    }
    int before = group.weight;
    group.add(fault);
    groupBytes += group.weight - before;
    total.faults += fault.count;
    countsOf(fault.service).faults += fault.count;
    addToTrace(fault);
    while (groups.size() > MAX_GROUPS || groupBytes > maxBytes && groups.size() > 1) {
      Iterator<FaultGroup> oldest = groups.values().iterator();
      groupBytes -= oldest.next().weight;
      oldest.remove();
    }
  }

  public synchronized void addMetric(String name, long points) {
    String key = metrics.containsKey(name) || metrics.size() < MAX_NAMES ? name : OTHERS;
    metrics.merge(key, points, Long::sum);
  }

  /** The one that came last first. Hold the lock while you look at them. */
  public synchronized List<TraceRecord> traces() {
    List<TraceRecord> newest = new ArrayList<>(traces.values());
    Collections.reverse(newest);
    return newest;
  }

  public synchronized @Nullable TraceRecord trace(String id) {
    return traces.get(id);
  }

  /** The one that was seen last first. Hold the lock while you look at them. */
  public synchronized List<FaultGroup> faults() {
    List<FaultGroup> newest = new ArrayList<>(groups.values());
    Collections.reverse(newest);
    return newest;
  }

  /** Not by get(), which would make it the newest: a look at it is no news of it. */
  public synchronized @Nullable FaultGroup fault(String fingerprint) {
    for (FaultGroup each : groups.values()) {
      if (each.fingerprint.equals(fingerprint)) return each;
    }
    return null;
  }

  public synchronized Counts total() {
    return total;
  }

  public synchronized Map<String, Counts> services() {
    return services;
  }

  /** Names, and how many points of each arrived. */
  public synchronized Map<String, Long> metrics() {
    return metrics;
  }

  private void addToTrace(FaultRecord fault) {
    if (fault.traceId.isEmpty()) return;
    TraceRecord trace = traces.get(fault.traceId);
    // Faults may come before their spans, by another request.
    if (trace == null && traces.size() < MAX_TRACES) {
      trace = new TraceRecord(fault.traceId);
      traces.put(fault.traceId, trace);
    }
    if (trace != null) trace.addFault(fault);
  }

  private Counts countsOf(String service) {
    String key = services.containsKey(service) || services.size() < MAX_NAMES ? service : OTHERS;
    return services.computeIfAbsent(key, name -> new Counts());
  }

  private static void count(Counts counts, SpanRecord span, boolean newTrace) {
    counts.spans++;
    if (newTrace) counts.traces++;
    if (span.isEntry() && span.failed) counts.failed++;
    if (span.isEntry() && span.isSlow()) counts.slow++;
    if (!span.isStatement()) return;
    counts.statements += span.folded();
    counts.statementsFolded += span.folded() - 1;
  }
}
