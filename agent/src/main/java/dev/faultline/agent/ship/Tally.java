// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** How many records there were of one kind, and what has become of them. */
public final class Tally {
  /** Name of the exporter; empty for what is counted before any of them. */
  public final String exporter;

  /** Kind of record, such as {@code spans}. */
  public final String label;

  public final long recorded;

  /** Taken by the endpoint. */
  public final long delivered;

  /** By reason, ordered; not to be changed. */
  public final Map<String, Long> dropped;

  /** On the disk, with those that are settled and about to be removed from there. */
  private final long onDisk;

  Tally(
      String exporter,
      String label,
      long recorded,
      long delivered,
      Map<String, Long> dropped,
      long onDisk) {
    this.exporter = exporter;
    this.onDisk = onDisk;
    this.label = label;
    this.recorded = recorded;
    this.delivered = delivered;
    this.dropped = Collections.unmodifiableMap(new TreeMap<>(dropped));
  }

  /** The same with what a lane knows: it counts by itself, without a lock. */
  Tally plus(long recorded, String reason, long dropped) {
    Map<String, Long> all = new TreeMap<>(this.dropped);
    if (dropped > 0) all.merge(reason, dropped, Long::sum);
    return new Tally(exporter, label, this.recorded + recorded, delivered, all, onDisk);
  }

  /** Sum of what was dropped, for whatever reason. */
  public long droppedInAll() {
    long sum = 0;
    for (long each : dropped.values()) sum += each;
    return sum;
  }

  /** On its way: neither delivered nor dropped yet. */
  public long pending() {
    return recorded - delivered - droppedInAll();
  }

  /**
   * Of those that are pending, the ones that wait on a disk, where a later process finds them. What
   * is settled is removed from the disk a moment later, hence the bound.
   */
  public long spooled() {
    return Math.max(0, Math.min(onDisk, pending()));
  }

  /**
   * Such as {@code spans: 120 recorded = 100 delivered + 20 dropped (queue_full 20) + 0 pending}.
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(label).append(": ").append(recorded);
    text.append(" recorded = ").append(delivered).append(" delivered + ");
    text.append(droppedInAll()).append(" dropped");
    String separator = " (";
    for (Map.Entry<String, Long> each : dropped.entrySet()) {
      text.append(separator).append(each.getKey()).append(' ').append(each.getValue());
      separator = ", ";
    }
    if (!dropped.isEmpty()) text.append(')');
    text.append(" + ").append(pending()).append(" pending");
    long spooled = spooled();
    if (spooled > 0) text.append(" (").append(spooled).append(" spooled)");
    return text.toString();
  }
}
