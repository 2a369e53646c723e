// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.record;

import java.util.ArrayList;
import java.util.List;

/** What one request brought, in the order in which it stood there. Filled by one thread. */
public final class Batch {
  /** When it was taken, in milliseconds since 1970, by this machine's clock. */
  public final long receivedMillis;

  public final List<SpanRecord> spans = new ArrayList<>();
  public final List<FaultRecord> faults = new ArrayList<>();
  public final List<LineRecord> lines = new ArrayList<>();
  public final List<MetricRecord> metrics = new ArrayList<>();

  /** How many of the metrics were exponential histograms. */
  int exponential;

  /** Records of a kind that is not understood, or without what they need to be kept. */
  public int rejected;

  /** Why the first of them was; empty while there is none. */
  public String rejectedFor = "";

  public Batch(long receivedMillis) {
    this.receivedMillis = receivedMillis;
  }

  /** Takes what another one has; when that was received is forgotten. */
  public void addAll(Batch other) {
    spans.addAll(other.spans);
    faults.addAll(other.faults);
    lines.addAll(other.lines);
    metrics.addAll(other.metrics);
    reject(other.rejected, other.rejectedFor);
  }

  /** Counts records that are not taken. */
  public void reject(int records, String why) {
    if (records == 0) return;
    if (rejected == 0) rejectedFor = why;
    rejected += records;
  }

  /** Whether there is nothing to keep. */
  public boolean isEmpty() {
    return spans.isEmpty() && faults.isEmpty() && lines.isEmpty() && metrics.isEmpty();
  }
}
