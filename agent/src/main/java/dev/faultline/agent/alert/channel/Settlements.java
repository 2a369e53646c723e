// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been settled under the lock, and is told when it is free. */
final class Settlements {
  private static final Logger LOG = LoggerFactory.getLogger(Settlements.class);

  private final List<Settled> all = new ArrayList<>();

  void add(Waiting waiting, String channel, boolean ok, String detail) {
    all.add(new Settled(waiting, channel, ok, detail));
  }

  void tell(Deliveries deliveries) {
    for (Settled each : all) each.tell(deliveries);
  }

  private static final class Settled {
    private final Waiting waiting;
    private final String channel;
    private final boolean ok;
    private final String detail;

    Settled(Waiting waiting, String channel, boolean ok, String detail) {
      this.waiting = waiting;
      this.channel = channel;
      this.ok = ok;
      this.detail = detail;
    }

    void tell(Deliveries deliveries) {
      try {
        deliveries.settled(waiting.notice, channel, ok, detail);
      } catch (RuntimeException e) {
        LOG.error("What became of an alert cannot be kept: {}", e.toString());
      } finally {
        if (waiting.asked != null) waiting.asked.complete(ok ? "" : detail);
      }
    }
  }
}
