// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.alert;

import dev.faultline.agent.alert.AlertEvent;
import dev.faultline.agent.alert.AlertEventBuilder;
import dev.faultline.agent.console.record.AttributeMap;
import dev.faultline.agent.console.record.ExponentialBuckets;
import dev.faultline.agent.console.record.MetricRecord;
import dev.faultline.agent.console.record.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Requests as processes count them. Each is told in one of two ways: as a span, if it ended by the
 * time of the first report of its process, else as a part of a total. Not thread-safe; bounded by
 * forgetting whom was not heard of for longest.
 */
final class RequestTotals {
  private static final String NAME = "http.server.request.duration";

  /** What it was called up to 2023, in milliseconds. */
  private static final String OLDER_NAME = "http.server.duration";

  private static final int MAX_PROCESSES = 1_000;
  private static final int MAX_SERIES = 5_000;
  private static final int MAX_BUCKETS = 200;
  private static final double MAX_NANOS = 1e18;

  /** What a series has counted by a time. */
  private static final class Point {
    final long startNanos;
    final long count;
    final long[] counts;

    Point(MetricRecord of) {
      startNanos = of.startNanos;
      long sum = 0;
      for (long each : of.counts) sum += each;
      count = of.counts.length == 0 ? of.count : sum;
      counts = of.counts;
    }

    private Point(Point now, Point before) {
      startNanos = now.startNanos;
      count = now.count - before.count;
      counts = now.counts.clone();
      for (int i = 0; i < counts.length; i++) counts[i] -= before.counts[i];
    }

    /** What came since; all of it where counting has begun anew. */
    Point since(Point before) {
      if (startNanos != before.startNanos || counts.length != before.counts.length) return this;
      Point more = new Point(this, before);
      if (more.count < 0) return this;
      if (startNanos <= 0) for (long each : more.counts) if (each < 0) return this;
      ExponentialBuckets.settle(more.counts);
      return more;
    }
  }

  /** By process: the time of its first report, in nanoseconds since 1970. */
  private final Map<List<String>, Long> begun = bounded(MAX_PROCESSES);

  private final Map<List<Object>, Point> points = bounded(MAX_SERIES);

  private static <K, V> Map<K, V> bounded(int most) {
    return new LinkedHashMap<K, V>(16, 0.75f, true) {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
      }
    };
  }

  /** Whether the totals of its process have it, or will. */
  boolean has(Source source, long endNanos) {
    Long since = begun.get(process(source));
    return since != null && endNanos > since;
  }

  /**
   * What a point adds to what was told before.
   *
   * @return null when that is nothing, or it is about something else
   */
  @Nullable AlertEvent event(MetricRecord point, long receivedMillis) {
    boolean isRequests = point.name.equals(NAME) || point.name.equals(OLDER_NAME);
    if (!isRequests || point.kind != MetricRecord.Kind.HISTOGRAM) return null;
    if (point.counts.length > MAX_BUCKETS) return null;
    Point more = more(point);
    if (more == null || more.count <= 0) return null;
    AlertEventBuilder event = AlertEvent.of(AlertEvent.Kind.TOTALS, receivedMillis);
    Facts.of(event, point.source);
    AttributeMap of = point.attributes;
    event.route(of.text("http.route"));
    event.attribute("http.request.method", of.text("http.request.method", "http.method"));
    int status = Facts.status(of);
    event.status(status).count(more.count);
    boolean failed = status >= 500 || !of.text("error.type").isEmpty();
    event.failed(failed ? more.count : 0);
    long[] bounds = bounds(point);
    if (bounds != null && more.counts.length > 0) event.durations(bounds, more.counts);
    return event.build();
  }

  private @Nullable Point more(MetricRecord point) {
    List<String> process = process(point.source);
    Long first = begun.get(process);
    if (first == null) begun.put(process, first = point.timeNanos);
    List<Object> series = new ArrayList<>(process);
    series.add(new TreeMap<>(point.attributes.values).toString());
    if (point.source.instance.isEmpty()) series.add(point.startNanos); // it may be several
    Point now = new Point(point);
    boolean counted = point.timeNanos <= first; // its spans were, one by one
    if (point.delta) return counted ? null : now;
    Point before = points.put(series, now);
    if (before != null) return now.since(before);
    return counted ? null : now;
  }

  private static List<String> process(Source source) {
    return Arrays.asList(source.service, source.environment, source.instance);
  }

  private static long @Nullable [] bounds(MetricRecord point) {
    double factor = factor(point);
    long[] bounds = new long[point.bounds.length];
    for (int i = 0; i < bounds.length; i++) {
      double nanos = point.bounds[i] * factor;
      if (!(nanos >= 0 && nanos <= MAX_NANOS)) return null; // nor is NaN
      bounds[i] = Math.round(nanos);
      if (i > 0 && bounds[i] <= bounds[i - 1]) return null;
    }
    return bounds;
  }

  private static double factor(MetricRecord point) {
    switch (point.unit) {
      case "ms":
        return 1e6;
      case "us":
        return 1e3;
      case "ns":
        return 1;
      case "s":
        return 1e9;
      default:
        return point.name.equals(OLDER_NAME) ? 1e6 : 1e9;
    }
  }
}
