// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.prometheus;

import dev.faultline.agent.export.MetricWriter;
import dev.faultline.bootstrap.metric.Histogram;
import dev.faultline.bootstrap.metric.Series;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes snapshots of all metrics, for one scrape. Metrics without points are left out. */
final class SnapshotWriter implements MetricWriter {
  static final String FOLDED = "faultline.prometheus.folded_series";

  private final SeriesLimit limit;
  private final @Nullable ExemplarBook exemplars;
  private final List<MetricSnapshot> done = new ArrayList<>();

  private @Nullable SumFamily sums;
  private @Nullable DurationFamily durations;
  private long folded;

  /**
   * @param exemplars null for none
   */
  SnapshotWriter(SeriesLimit limit, @Nullable ExemplarBook exemplars) {
    this.limit = limit;
    this.exemplars = exemplars;
  }

  /** All that was written; and of how many series there were too many. */
  MetricSnapshots end(MetricSnapshot... further) {
    sum(FOLDED, "{series}", false);
    point(folded);
    endFamily();
    done.addAll(Arrays.asList(further));
    return new MetricSnapshots(done);
  }

  @Override
  public void sum(String name, String unit, boolean monotonic) {
    endFamily();
    sums = new SumFamily(name, unit, monotonic);
  }

  @Override
  public void point(long value, String... keysAndValues) {
    SumFamily family = sums;
    if (family == null) throw new IllegalStateException("no sum was begun");
    Map<String, String> attributes = new HashMap<>();
    for (int i = 0; i + 1 < keysAndValues.length; i += 2) {
      attributes.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    Labels labels = admit(family.name, attributes);
    Example example = exemplars == null ? null : exemplars.of(Arrays.asList(keysAndValues));
    family.add(labels, value, example);
  }

  @Override
  public void durations(String name) {
    endFamily();
    durations = new DurationFamily(name);
  }

  @Override
  public void point(Series series, Histogram histogram) {
    DurationFamily family = durations;
    if (family == null) throw new IllegalStateException("no durations were begun");
    Map<String, String> attributes = new HashMap<>();
    boolean overflow = true;
    for (int i = 0; i < series.instrument.attributeCount(); i++) {
      String value = series.value(i);
      if (value != null) overflow = false;
      attributes.put(series.instrument.attribute(i), value == null ? "" : value);
    }
    // what was too much for Durations has no attribute, and is told like what is too much here
    Labels labels =
        overflow ? SeriesLimit.other(attributes.keySet()) : admit(family.name, attributes);
    family.add(labels, histogram, exemplars == null ? null : exemplars.of(series));
  }

  private Labels admit(String metric, Map<String, String> attributes) {
    Labels labels = MetricNames.labels(attributes);
    Labels shown = limit.admit(metric, labels, attributes.keySet());
    if (!shown.equals(labels)) folded++;
    return shown;
  }

  private void endFamily() {
    MetricSnapshot snapshot = null;
    if (sums != null) snapshot = sums.snapshot();
    if (durations != null) snapshot = durations.snapshot();
    if (snapshot != null) done.add(snapshot);
    sums = null;
    durations = null;
  }
}
