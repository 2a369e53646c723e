// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store;

import dev.faultline.agent.console.record.FaultRecord;
import java.util.ArrayDeque;
import java.util.Deque;

/** All faults of one fingerprint: their exact number, and the last few of them. */
public final class FaultGroup {
  public static final int MAX_EXAMPLES = 5;

  public final String fingerprint;
  public long count;
  public boolean estimated;
  public long firstNanos = Long.MAX_VALUE;
  public long lastNanos;
  public int weight;

  /** The one that says the most: the last with a stack. */
  public FaultRecord latest;

  /** Newest first. */
  public final Deque<FaultRecord> examples = new ArrayDeque<>();

  public FaultGroup(FaultRecord first) {
    fingerprint = first.fingerprint;
    latest = first;
  }

  public void add(FaultRecord fault) {
    count += fault.count;
    estimated |= fault.estimated;
    firstNanos = Math.min(firstNanos, fault.firstNanos);
    lastNanos = Math.max(lastNanos, fault.lastNanos);
    if (fault.stack.isEmpty() && !examples.isEmpty()) return; // only a count
    latest = fault;
    examples.addFirst(fault);
    weight += fault.weight();
    if (examples.size() > MAX_EXAMPLES) weight -= examples.removeLast().weight();
  }
}
