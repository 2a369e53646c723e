// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.console;

import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;

/** A histogram since the start of its process, with the bounds of Faultline's agent. */
final class Durations {
  private static final double[] BOUNDS = {
    0.001, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10
  };

  private final String name;
  private final Object[] attributes;
  private final long[] counts = new long[BOUNDS.length + 1];
  private long count;
  private double sumSeconds;

  private Durations(String name, Object... attributes) {
    this.name = name;
    this.attributes = attributes;
  }

  static Durations ofRequests(String route, int status) {
    return new Durations(
        "http.server.request.duration",
        "http.request.method",
        "GET",
        "http.route",
        route,
        "http.response.status_code",
        status);
  }

  Durations add(double seconds, long times) {
    int bucket = 0;
    while (bucket < BOUNDS.length && seconds > BOUNDS[bucket]) bucket++;
    counts[bucket] += times;
    count += times;
    sumSeconds += seconds * times;
    return this;
  }

  Metric since(long startMillis, long nowMillis) {
    HistogramDataPoint.Builder point = HistogramDataPoint.newBuilder();
    point.setStartTimeUnixNano(Otlp.nanos(startMillis)).setTimeUnixNano(Otlp.nanos(nowMillis));
    point.setCount(count).setSum(sumSeconds).addAllAttributes(Otlp.attributes(attributes));
    for (double each : BOUNDS) point.addExplicitBounds(each);
    for (long each : counts) point.addBucketCounts(each);
    Histogram.Builder histogram = Histogram.newBuilder().addDataPoints(point);
    histogram.setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
    return Metric.newBuilder().setName(name).setUnit("s").setHistogram(histogram).build();
  }
}
