// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness;

import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A value of a metric that arrived.
 *
 * @param metric its name
 * @param unit its unit
 * @param attributes what the value is of
 * @param timeUnixNano when it was taken
 * @param delta whether it counts from the value before, not from the start
 * @param count of a histogram, how many were measured; otherwise 1
 * @param value of a histogram, the sum of what was measured; otherwise the value
 */
public record RecordedPoint(
    String metric,
    String unit,
    Map<String, Object> attributes,
    long timeUnixNano,
    boolean delta,
    long count,
    double value) {

  static List<RecordedPoint> of(Metric metric) {
    List<RecordedPoint> points = new ArrayList<>();
    boolean sums = metric.getSum().getAggregationTemporalityValue() == 1;
    boolean adds = metric.getHistogram().getAggregationTemporalityValue() == 1;
    for (NumberDataPoint point : metric.getSum().getDataPointsList()) {
      points.add(number(metric, point, sums));
    }
    for (NumberDataPoint point : metric.getGauge().getDataPointsList()) {
      points.add(number(metric, point, false));
    }
    for (HistogramDataPoint point : metric.getHistogram().getDataPointsList()) {
      points.add(histogram(metric, point, adds));
    }
    return points;
  }

  private static RecordedPoint number(Metric metric, NumberDataPoint point, boolean delta) {
    double value = point.hasAsInt() ? point.getAsInt() : point.getAsDouble();
    return new RecordedPoint(
        metric.getName(),
        metric.getUnit(),
        Attributes.of(point.getAttributesList()),
        point.getTimeUnixNano(),
        delta,
        1,
        value);
  }

  private static RecordedPoint histogram(Metric metric, HistogramDataPoint point, boolean delta) {
    return new RecordedPoint(
        metric.getName(),
        metric.getUnit(),
        Attributes.of(point.getAttributesList()),
        point.getTimeUnixNano(),
        delta,
        point.getCount(),
        point.getSum());
  }
}
