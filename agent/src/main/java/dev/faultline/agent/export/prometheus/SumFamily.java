// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.prometheus;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One sum while its points come in: a counter, or a gauge when it can shrink. */
final class SumFamily {
  final String name;
  private final String help;
  private final @Nullable Unit unit;
  private final boolean monotonic;
  private final Map<Labels, Point> points = new LinkedHashMap<>();

  SumFamily(String name, String unit, boolean monotonic) {
    this.name = MetricNames.metric(name, unit);
    this.help = HelpTexts.of(name);
    this.unit = MetricNames.unit(unit);
    this.monotonic = monotonic;
  }

  /** Points of the same labels are one, their sum. */
  void add(Labels labels, long value, @Nullable Example example) {
    Point point = points.computeIfAbsent(labels, each -> new Point());
    point.value += value;
    point.newest = Example.newer(point.newest, example);
  }

  /** Null without points. */
  @Nullable MetricSnapshot snapshot() {
    if (points.isEmpty()) return null;
    return monotonic ? counter() : gauge();
  }

  private MetricSnapshot counter() {
    CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(help);
    if (unit != null) counter.unit(unit);
    points.forEach(
        (labels, point) -> {
          CounterDataPointSnapshot.Builder data =
              CounterDataPointSnapshot.builder().labels(labels).value(point.value);
          if (point.newest != null) data.exemplar(point.newest.exemplar(1));
          counter.dataPoint(data.build());
        });
    return counter.build();
  }

  private MetricSnapshot gauge() {
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
    if (unit != null) gauge.unit(unit);
    points.forEach(
        (labels, point) ->
            gauge.dataPoint(
                GaugeDataPointSnapshot.builder().labels(labels).value(point.value).build()));
    return gauge.build();
  }

  private static final class Point {
    long value;
    @Nullable Example newest;
  }
}
