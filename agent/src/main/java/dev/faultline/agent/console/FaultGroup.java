// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import java.util.ArrayDeque;
import java.util.Deque;

/** All faults of one fingerprint: their exact number, and the last few of them. */
final class FaultGroup {
  static final int MAX_EXAMPLES = 5;

  final String fingerprint;
  long count;
  boolean estimated;
  long firstNanos = Long.MAX_VALUE;
  long lastNanos;
  int weight;

  /** The one that says the most: the last with a stack. */
  FaultRecord latest;

  /** Newest first. */
  final Deque<FaultRecord> examples = new ArrayDeque<>();

  FaultGroup(FaultRecord first) {
    fingerprint = first.fingerprint;
    latest = first;
  }

  void add(FaultRecord fault) {
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
