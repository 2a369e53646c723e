// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.prometheus;

import java.util.HashMap;
import java.util.Map;

/** What each metric tells, in a sentence. */
final class HelpTexts {
  private static final Map<String, String> TEXTS = new HashMap<>();

  static {
    TEXTS.put("http.server.request.duration", "Duration of the requests that were served.");
    TEXTS.put("db.client.operation.duration", "Duration of the calls to databases.");
    TEXTS.put("faultline.faults", "Faults: what went wrong, each counted once.");
    TEXTS.put("faultline.records.recorded", "Records made, by kind and exporter.");
    TEXTS.put("faultline.records.delivered", "Records that the exporter's endpoint has taken.");
    TEXTS.put("faultline.records.dropped", "Records given up, by reason.");
    TEXTS.put("faultline.records.pending", "Records on their way, neither delivered nor dropped.");
    TEXTS.put("faultline.records.spooled", "Pending records that wait on the disk.");
    TEXTS.put("faultline.backlog.size", "What waits in memory for delivery.");
    TEXTS.put("faultline.alerts.sent", "Alerts that the channel has taken.");
    TEXTS.put("faultline.alerts.failed", "Alerts that the channel has not taken.");
    TEXTS.put("faultline.alerts.dropped", "Alerts of which the channel was told the number only.");
    TEXTS.put("faultline.alerts.pending", "Alerts on their way to the channel.");
    TEXTS.put("faultline.alerts.suppressed", "Alerts that were held back, by reason.");
    TEXTS.put("faultline.alerts.events", "Events not judged by rules, or not as asked, by reason.");
    TEXTS.put("faultline.spans.folded", "Executions told by the span of an equal one.");
    TEXTS.put("faultline.metrics.overflows", "Durations of series beyond the most that are kept.");
    TEXTS.put("faultline.statement.overflows", "Calls that are counted by operation only.");
    TEXTS.put(
        "faultline.threads.cpu_time", "CPU of Faultline's own threads in milliseconds, on Linux.");
    TEXTS.put("faultline.cost.cpu", "Faultline's share of the process' CPU, in millionths.");
    TEXTS.put("faultline.cost.memory", "What Faultline holds in memory of what waits.");
    TEXTS.put("faultline.cost.level", "What is left out for its cost: 0 nothing, to 4.");
    TEXTS.put("faultline.probe.failures", "Failures of a probe, contained.");
    TEXTS.put(SnapshotWriter.FOLDED, "Series that a metric labelled other stands for.");
  }

  private HelpTexts() {}

  /** By OpenTelemetry's name. Never empty: a scrape without HELP is legal, and no help. */
  static String of(String metric) {
    String text = TEXTS.get(metric);
    return text == null ? metric : text;
  }
}
