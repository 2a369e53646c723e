// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been settled under the lock, and is told when it is free. */
final class Settlements {
  private static final Logger LOG = LoggerFactory.getLogger(Settlements.class);

  private final List<Settled> all = new ArrayList<>();

  void add(Waiting waiting, String channel, boolean ok, String detail) {
    all.add(new Settled(waiting, channel, ok, detail));
  }

  /** One that failed, and goes on to another channel. */
  void addHandedOn(Waiting waiting, String channel, String to, String detail) {
    Settled failed = new Settled(waiting, channel, false, detail);
    failed.handedTo = to;
    all.add(failed);
  }

  void tell(Deliveries deliveries) {
    for (Settled each : all) each.tell(deliveries);
  }

  private static final class Settled {
    private final Waiting waiting;
    private final String channel;
    private final boolean ok;
    private final String detail;
    @Nullable String handedTo;

    Settled(Waiting waiting, String channel, boolean ok, String detail) {
      this.waiting = waiting;
      this.channel = channel;
      this.ok = ok;
      this.detail = detail;
    }

    void tell(Deliveries deliveries) {
      try {
        if (handedTo != null) deliveries.handedOn(waiting.notice, channel, handedTo);
        deliveries.settled(waiting.notice, channel, ok, detail);
      } catch (RuntimeException e) {
        LOG.error("What became of an alert cannot be kept: {}", e.toString());
      } finally {
        if (waiting.asked != null) waiting.asked.complete(ok ? "" : detail);
      }
    }
  }
}
