// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.prometheus;

import dev.faultline.agent.export.MetricWriter;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads all metrics and writes them. The official client's model and writers do it, without its
 * registry and its settings: the application may have those for itself. For one thread.
 */
final class Scrape {
  private static final ExpositionFormatWriter OPEN_METRICS =
      OpenMetricsTextFormatWriter.builder().build();
  private static final ExpositionFormatWriter TEXT = PrometheusTextFormatWriter.builder().build();

  private final Consumer<MetricWriter> metrics;
  private final SeriesLimit limit;
  private final @Nullable ExemplarBook exemplars;
  private final MetricSnapshot target;
  private final MetricSnapshot build;

  /**
   * @param metrics tells all metrics, on whatever thread
   * @param resource who tells them; values are strings or longs
   * @param exemplars null for none
   */
  Scrape(
      Consumer<MetricWriter> metrics,
      Map<String, Object> resource,
      String version,
      int maxSeries,
      @Nullable ExemplarBook exemplars) {
    this.metrics = metrics;
    this.limit = new SeriesLimit(maxSeries);
    this.exemplars = exemplars;
    Map<String, String> attributes = new LinkedHashMap<>();
    resource.forEach((name, value) -> attributes.put(name, value.toString()));
    this.target = info("target", "The application.", MetricNames.labels(attributes));
    this.build = info("faultline_build", "Faultline itself.", Labels.of("version", version));
  }

  /** Writes it all, in OpenMetrics 1.0.0 or else in text format 0.0.4. */
  byte[] take(boolean openMetrics) throws IOException {
    SnapshotWriter snapshots = new SnapshotWriter(limit, exemplars);
    metrics.accept(snapshots);
    ByteArrayOutputStream out = new ByteArrayOutputStream(16 << 10);
    writer(openMetrics)
        .write(out, snapshots.end(target, build), EscapingScheme.UNDERSCORE_ESCAPING);
    return out.toByteArray();
  }

  static String contentType(boolean openMetrics) {
    return writer(openMetrics).getContentType();
  }

  private static ExpositionFormatWriter writer(boolean openMetrics) {
    return openMetrics ? OPEN_METRICS : TEXT;
  }

  private static MetricSnapshot info(String name, String help, Labels labels) {
    InfoDataPointSnapshot data = InfoDataPointSnapshot.builder().labels(labels).build();
    return InfoSnapshot.builder().name(name).help(help).dataPoint(data).build();
  }
}
