// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import java.util.Map;
import java.util.TreeMap;

/**
 * The book of one kind of record. Whoever takes records on calls {@link #recorded}; each of them
 * ends as delivered or dropped. What has not ended is pending. For any thread.
 */
final class Ledger {
  private final String label;
  private final Map<String, Long> dropped = new TreeMap<>();
  private long recorded;
  private long delivered;

  Ledger(String label) {
    this.label = label;
  }

  synchronized void recorded(long count) {
    recorded += count;
  }

  synchronized void delivered(long count) {
    delivered += count;
  }

  synchronized void dropped(long count, String reason) {
    dropped.merge(reason, count, Long::sum);
  }

  /** For one that is counted elsewhere: what has ended in all. */
  synchronized void ended(long delivered, String reason, long dropped) {
    this.delivered = delivered;
    if (dropped > 0) this.dropped.put(reason, dropped);
  }

  /** As it stands, all numbers taken at the same moment. */
  synchronized Tally tally() {
    return new Tally(label, recorded, delivered, dropped);
  }
}
