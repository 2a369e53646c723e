// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.enrich.scrub.Scrubber;
import dev.faultline.agent.export.AlertStanding;
import dev.faultline.agent.export.MetricWriter;
import dev.faultline.agent.govern.Cost;
import dev.faultline.bootstrap.hook.FirstCalls;
import dev.faultline.bootstrap.hook.IgnoredPaths;
import dev.faultline.bootstrap.hook.ProbeSwitch;
import dev.faultline.bootstrap.metric.Durations;
import dev.faultline.bootstrap.metric.Instrument;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Everything that is told as a metric: durations, counts of faults, and Faultline's own account.
 * For any thread, since all that is read here is: the shipper tells its routes, a scrape may come
 * at the same time.
 */
final class OwnMetrics implements Consumer<MetricWriter> {
  private static final int STATEMENTS_AT_ONCE = 100;
  private static final String RECORDS = "{record}";
  private static final String EXPORTER = "faultline.exporter";
  private static final String SIGNAL = "faultline.signal";
  private static final String REASON = "faultline.reason";

  private final Account account;
  private final List<Route> routes;
  private final FaultCounts faults;
  private final Folds folds;
  private final OwnCpu cpu = new OwnCpu();

  OwnMetrics(Account account, List<Route> routes, FaultCounts faults, Folds folds) {
    this.account = account;
    this.routes = routes;
    this.faults = faults;
    this.folds = folds;
  }

  @Override
  public void accept(MetricWriter out) {
    durations(out, Instrument.REQUEST);
    durations(out, Instrument.STATEMENT);
    if (out.takesStatements()) statements(out);
    out.sum("faultline.faults", "{fault}", true);
    faults.forEach((kind, count) -> out.point(count, kind.toArray(new String[0])));
    account(out, account.tallies());
    out.sum("faultline.backlog.size", "By", false);
    for (Route each : routes) out.point(each.backlogBytes(), EXPORTER, each.name());
    out.sum("faultline.spans.folded", "{span}", true);
    out.point(folds.folded());
    out.sum("faultline.requests.ignored", "{request}", true);
    out.point(IgnoredPaths.requests());
    out.sum("faultline.scrubber.redactions", "{value}", true);
    out.point(Scrubber.redactions());
    out.sum("faultline.metrics.overflows", "{series}", true);
    out.point(Durations.overflows());
    out.sum("faultline.statement.overflows", "{call}", true);
    out.point(FirstCalls.leftOut());
    cost(out);
    AlertStanding alerts = account.alerts();
    if (alerts != null) AlertMetrics.write(out, alerts);
    out.sum("faultline.probe.failures", "{failure}", true);
    for (ProbeSwitch each : ProbeSwitch.all())
      out.point(each.failures(), "faultline.probe", each.probe);
  }

  private static void durations(MetricWriter out, Instrument instrument) {
    out.durations(instrument.metricName);
    Durations.forEach(
        (series, histogram) -> {
          if (series.instrument == instrument) out.point(series, histogram);
        });
  }

  /** With their texts, all of them could be larger than one request may be. */
  private static void statements(MetricWriter out) {
    int[] points = new int[1];
    Durations.forEach(
        (series, histogram) -> {
          if (series.instrument != Instrument.STATEMENT_TEXT) return;
          if (points[0]++ % STATEMENTS_AT_ONCE == 0) out.durations(series.instrument.metricName);
          out.point(series, histogram);
        });
  }

  private void cost(MetricWriter out) {
    Cost cost = account.cost();
    out.sum("faultline.cost.cpu", "[ppm]", false);
    out.point(cost.cpuMillionths());
    out.sum("faultline.cost.memory", "By", false);
    out.point(cost.bytes);
    out.sum("faultline.cost.level", "{level}", false);
    out.point(cost.level);
    long millis = cpu.millis();
    if (millis < 0) return;
    out.sum("faultline.threads.cpu_time", "ms", true);
    out.point(millis);
  }

  private static void account(MetricWriter out, List<Tally> tallies) {
    out.sum("faultline.records.recorded", RECORDS, true);
    for (Tally each : tallies) point(out, each.recorded, each);
    out.sum("faultline.records.delivered", RECORDS, true);
    for (Tally each : tallies) point(out, each.delivered, each);
    out.sum("faultline.records.dropped", RECORDS, true);
    for (Tally each : tallies) {
      for (Map.Entry<String, Long> drop : each.dropped.entrySet()) {
        point(out, drop.getValue(), each, drop.getKey());
      }
    }
    out.sum("faultline.records.pending", RECORDS, false);
    for (Tally each : tallies) point(out, each.pending(), each);
    out.sum("faultline.records.spooled", RECORDS, false);
    for (Tally each : tallies) {
      if (!each.exporter.isEmpty()) point(out, each.spooled(), each);
    }
  }

  /** Of sightings, which no exporter takes, none is named. */
  private static void point(MetricWriter out, long value, Tally tally) {
    if (tally.exporter.isEmpty()) {
      out.point(value, SIGNAL, tally.label);
    } else {
      out.point(value, EXPORTER, tally.exporter, SIGNAL, tally.label);
    }
  }

  private static void point(MetricWriter out, long value, Tally tally, String reason) {
    if (tally.exporter.isEmpty()) {
      out.point(value, SIGNAL, tally.label, REASON, reason);
    } else {
      out.point(value, EXPORTER, tally.exporter, SIGNAL, tally.label, REASON, reason);
    }
  }
}
