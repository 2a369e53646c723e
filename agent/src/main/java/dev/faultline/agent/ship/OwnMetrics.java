// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.export.MetricWriter;
import dev.faultline.bootstrap.hook.ProbeSwitch;
import dev.faultline.bootstrap.metric.Durations;
import dev.faultline.bootstrap.metric.Instrument;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Everything that is told as a metric: durations, counts of faults, and Faultline's own account.
 */
final class OwnMetrics implements Consumer<MetricWriter> {
  private static final String RECORDS = "{record}";

  private final Account account;
  private final Backlog backlog;
  private final FaultCounts faults;
  private final Folds folds;

  OwnMetrics(Account account, Backlog backlog, FaultCounts faults, Folds folds) {
    this.account = account;
    this.backlog = backlog;
    this.faults = faults;
    this.folds = folds;
  }

  @Override
  public void accept(MetricWriter out) {
    for (Instrument instrument : Instrument.values()) {
      out.durations(instrument.metricName);
      Durations.forEach(
          (series, histogram) -> {
            if (series.instrument == instrument) out.point(series, histogram);
          });
    }
    out.sum("faultline.faults", "{fault}", true);
    faults.forEach((type, count) -> out.point(count, "exception.type", type));
    account(out, account.tallies());
    out.sum("faultline.backlog.size", "By", false);
    out.point(backlog.bytes());
    out.sum("faultline.spans.folded", "{span}", true);
    out.point(folds.folded());
    out.sum("faultline.metrics.overflows", "{series}", true);
    out.point(Durations.overflows());
    out.sum("faultline.probe.failures", "{failure}", true);
    for (ProbeSwitch each : ProbeSwitch.all())
      out.point(each.failures(), "faultline.probe", each.probe);
  }

  private static void account(MetricWriter out, List<Tally> tallies) {
    out.sum("faultline.records.recorded", RECORDS, true);
    for (Tally each : tallies) out.point(each.recorded, "faultline.signal", each.label);
    out.sum("faultline.records.delivered", RECORDS, true);
    for (Tally each : tallies) out.point(each.delivered, "faultline.signal", each.label);
    out.sum("faultline.records.dropped", RECORDS, true);
    for (Tally each : tallies) {
      for (Map.Entry<String, Long> drop : each.dropped.entrySet()) {
        out.point(
            drop.getValue(), "faultline.signal", each.label, "faultline.reason", drop.getKey());
      }
    }
    out.sum("faultline.records.pending", RECORDS, false);
    for (Tally each : tallies) out.point(each.pending(), "faultline.signal", each.label);
  }
}
