// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.export.AlertStanding;
import dev.faultline.agent.export.MetricWriter;
import java.util.Map;
import java.util.function.ToLongFunction;

/** The alerts' part of our own metrics. */
final class AlertMetrics {
  private static final String ALERTS = "{alert}";
  private static final String REASON = "faultline.reason";

  private AlertMetrics() {}

  static void write(MetricWriter out, AlertStanding alerts) {
    sum(out, "faultline.alerts.sent", true, alerts, each -> each.sent);
    sum(out, "faultline.alerts.failed", true, alerts, each -> each.failed);
    sum(out, "faultline.alerts.dropped", true, alerts, each -> each.dropped);
    sum(out, "faultline.alerts.pending", false, alerts, each -> each.pending);
    out.sum("faultline.alerts.suppressed", ALERTS, true);
    reasons(out, alerts.suppressed);
    out.sum("faultline.alerts.events", "{event}", true);
    reasons(out, alerts.events);
  }

  private static void sum(
      MetricWriter out,
      String name,
      boolean monotonic,
      AlertStanding alerts,
      ToLongFunction<AlertStanding.Channel> count) {
    out.sum(name, ALERTS, monotonic);
    for (AlertStanding.Channel each : alerts.channels) {
      out.point(count.applyAsLong(each), "faultline.channel", each.name);
    }
  }

  private static void reasons(MetricWriter out, Map<String, Long> counts) {
    counts.forEach((reason, count) -> out.point(count, REASON, reason));
  }
}
