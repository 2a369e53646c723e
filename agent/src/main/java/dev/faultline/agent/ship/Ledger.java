// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import java.util.Map;
import java.util.TreeMap;

/**
 * The book of one kind of record. Whoever takes records on calls {@link #recorded}; each of them
 * ends as delivered or dropped. What has not ended is pending. For any thread.
 */
final class Ledger {
  private final Map<String, Long> dropped = new TreeMap<>();
  private long recorded;
  private long delivered;
  private long spooled;

  synchronized void recorded(long count) {
    recorded += count;
  }

  synchronized void delivered(long count) {
    delivered += count;
  }

  synchronized void spooled(long more) {
    spooled += more;
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
  synchronized Tally tally(String exporter, String label) {
    return new Tally(exporter, label, recorded, delivered, dropped, spooled);
  }

  /** That tally with what stands here. */
  synchronized Tally addTo(Tally tally) {
    Tally sum = tally.plus(recorded, "", 0);
    for (Map.Entry<String, Long> each : dropped.entrySet()) {
      sum = sum.plus(0, each.getKey(), each.getValue());
    }
    return sum;
  }
}
