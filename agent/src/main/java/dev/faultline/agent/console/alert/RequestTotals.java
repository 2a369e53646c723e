// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.alert;

import dev.faultline.agent.alert.event.AlertEvent;
import dev.faultline.agent.alert.event.AlertEventBuilder;
import dev.faultline.agent.console.record.AttributeMap;
import dev.faultline.agent.console.record.ExponentialBuckets;
import dev.faultline.agent.console.record.MetricRecord;
import dev.faultline.agent.console.record.Source;
import dev.faultline.agent.console.store.table.Hash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Requests as processes count them. Each is told in one of two ways: as a span, if it ended by the
 * time of the first report of its process, else as a part of a total. Not thread-safe. Bounded: a
 * series that was silent for long makes room for another; else one that finds no room counts
 * nothing, since what was forgotten would count whole when it comes again.
 */
final class RequestTotals {
  private static final String NAME = "http.server.request.duration";

  /** What it was called up to 2023, in milliseconds. */
  private static final String OLDER_NAME = "http.server.duration";

  private static final int MAX_PROCESSES = 10_000;
  private static final int MAX_BUCKETS = 200;

  /** In numbers of eight bytes: 24,000 series of 21 buckets. */
  static final int ROOM = 1_000_000;

  /** What a series takes beside its buckets. */
  static final int SERIES_ROOM = 20;

  /** Who has not reported for so long may make room. */
  static final long SILENT_MILLIS = 600_000;

  private static final double MAX_NANOS = 1e18;

  /** What a series has counted by a time. */
  private static final class Point {
    final long startNanos;
    final long count;
    final long[] counts;
    final long receivedMillis;
    final Process process;

    Point(MetricRecord of, Process process, long receivedMillis) {
      this.process = process;
      this.receivedMillis = receivedMillis;
      startNanos = of.startNanos;
      long sum = 0;
      for (long each : of.counts) sum += each;
      count = of.counts.length == 0 ? of.count : sum;
      counts = of.counts;
    }

    private Point(Point now, Point before) {
      process = now.process;
      receivedMillis = now.receivedMillis;
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

  private static final class Process {
    /** The time of its first report, since 1970. */
    final long firstNanos;

    /** Whether one of its series was forgotten: one that seems new may be that. */
    boolean isPartial;

    Process(long firstNanos) {
      this.firstNanos = firstNanos;
    }
  }

  private final Map<List<String>, Process> processes = bounded(MAX_PROCESSES);

  /** By hash; who reported longest ago comes first. */
  private final Map<Long, Point> points = new LinkedHashMap<>(16, 0.75f, true);

  private int room = ROOM;
  private long leftOut;

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
    Process process = processes.get(process(source));
    return process != null && endNanos > process.firstNanos;
  }

  /** How many points found no room. */
  long leftOut() {
    return leftOut;
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
    Point more = more(point, receivedMillis);
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

  private @Nullable Point more(MetricRecord point, long receivedMillis) {
    List<String> named = process(point.source);
    Process process = processes.get(named);
    if (process == null) processes.put(named, process = new Process(point.timeNanos));
    Point now = new Point(point, process, receivedMillis);
    boolean counted = point.timeNanos <= process.firstNanos; // its spans were, one by one
    if (point.delta) return counted ? null : now;
    long series = series(named, point);
    Point before = points.get(series);
    if (!keep(series, now, before)) return null;
    if (before != null) return now.since(before);
    return counted || process.isPartial ? null : now;
  }

  private static long series(List<String> process, MetricRecord point) {
    List<Object> series = new ArrayList<>(process);
    series.add(new TreeMap<>(point.attributes.values));
    if (point.source.instance.isEmpty()) series.add(point.startNanos); // it may be several
    return Hash.of(series.toString());
  }

  /** Whether there is room for it. */
  private boolean keep(long series, Point now, @Nullable Point before) {
    room += before == null ? 0 : size(before);
    while (room < size(now) && forget(now.receivedMillis)) {}
    if (room < size(now)) {
      leftOut++;
      now.process.isPartial = true;
      points.remove(series);
      return false;
    }
    room -= size(now);
    points.put(series, now);
    return true;
  }

  private boolean forget(long nowMillis) {
    Iterator<Point> all = points.values().iterator();
    if (!all.hasNext()) return false;
    Point eldest = all.next();
    if (nowMillis - eldest.receivedMillis < SILENT_MILLIS) return false;
    eldest.process.isPartial = true;
    room += size(eldest);
    all.remove();
    return true;
  }

  private static int size(Point point) {
    return SERIES_ROOM + point.counts.length;
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
