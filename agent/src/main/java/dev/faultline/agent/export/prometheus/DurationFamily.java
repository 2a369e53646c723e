// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.prometheus;

import dev.faultline.bootstrap.metric.Histogram;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** One histogram of durations while its points come in. */
final class DurationFamily {
  private static final int BUCKETS = Histogram.bucketCount();
  private static final double NANOS = 1e9;
  private static final double[] BOUNDS = bounds();

  final String name;
  private final String help;
  private final Map<Labels, Point> points = new LinkedHashMap<>();

  DurationFamily(String name) {
    this.name = MetricNames.metric(name, "s");
    this.help = HelpTexts.of(name);
  }

  /** Points of the same labels are one, their sum. One that has counted nothing is left out. */
  void add(Labels labels, Histogram histogram, @Nullable AtomicReferenceArray<Example> examples) {
    long[] counts = new long[BUCKETS];
    long count = 0;
    for (int i = 0; i < BUCKETS; i++) count += counts[i] = histogram.count(i);
    if (count == 0) return;
    Point point = points.computeIfAbsent(labels, each -> new Point());
    point.sumNanos += histogram.sumNanos();
    for (int i = 0; i < BUCKETS; i++) {
      point.counts[i] += counts[i];
      Example example = examples == null ? null : examples.get(i);
      point.newest[i] = Example.newer(point.newest[i], example);
    }
  }

  /** Null without points. */
  @Nullable MetricSnapshot snapshot() {
    if (points.isEmpty()) return null;
    HistogramSnapshot.Builder histogram = HistogramSnapshot.builder().name(name).help(help);
    histogram.unit(Unit.SECONDS);
    points.forEach((labels, point) -> histogram.dataPoint(point.snapshot(labels)));
    return histogram.build();
  }

  private static double[] bounds() {
    double[] bounds = new double[BUCKETS];
    for (int i = 0; i < BUCKETS - 1; i++) bounds[i] = Histogram.bound(i) / NANOS;
    bounds[BUCKETS - 1] = Double.POSITIVE_INFINITY;
    return bounds;
  }

  private static final class Point {
    final long[] counts = new long[BUCKETS];
    final @Nullable Example[] newest = new Example[BUCKETS];
    long sumNanos;

    HistogramDataPointSnapshot snapshot(Labels labels) {
      HistogramDataPointSnapshot.Builder data = HistogramDataPointSnapshot.builder();
      data.labels(labels);
      data.classicHistogramBuckets(ClassicHistogramBuckets.of(BOUNDS, counts));
      data.sum(sumNanos / NANOS);
      data.exemplars(exemplars());
      return data.build();
    }

    private Exemplars exemplars() {
      List<Exemplar> all = new ArrayList<>();
      for (Example each : newest) {
        if (each != null) all.add(each.exemplar(each.nanos / NANOS));
      }
      return Exemplars.of(all);
    }
  }
}
