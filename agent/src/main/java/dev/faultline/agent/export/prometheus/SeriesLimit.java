// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.prometheus;

import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Admits so many series of each metric, first come, first served, and for good: a series that was
 * shown is shown by every later scrape, and what was folded stays folded, so that no counter ever
 * goes back. For one thread.
 */
final class SeriesLimit {
  private static final String OTHER = "other";

  private final int max;
  private final Map<String, Admitted> byMetric = new HashMap<>();

  /**
   * @param max for each metric, at least 1
   */
  SeriesLimit(int max) {
    this.max = max;
  }

  /**
   * The labels to show a series under: its own, or those of the one that stands for the rest.
   *
   * @param attributes all that the series may have
   */
  Labels admit(String metric, Labels labels, Collection<String> attributes) {
    Admitted admitted = byMetric.computeIfAbsent(metric, name -> new Admitted());
    if (admitted.admits(labels, max)) return labels;
    if (admitted.other.isEmpty()) admitted.other = other(attributes);
    return admitted.other;
  }

  /** Labels of a series that stands for many. */
  static Labels other(Collection<String> attributes) {
    Map<String, String> other = new HashMap<>();
    for (String each : attributes) other.put(each, OTHER);
    return MetricNames.labels(other);
  }

  private static final class Admitted {
    private final Set<Labels> series = new HashSet<>();
    private Labels other = Labels.EMPTY;

    boolean admits(Labels labels, int max) {
      return series.contains(labels) || series.size() < max && series.add(labels);
    }
  }
}
