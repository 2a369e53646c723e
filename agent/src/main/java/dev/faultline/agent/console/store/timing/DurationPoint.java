// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.timing;

import dev.faultline.agent.console.record.AttributeMap;
import dev.faultline.agent.console.record.MetricRecord;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A point of a histogram that the console knows what to do with: durations, in microseconds. */
final class DurationPoint {
  static final String STATEMENTS = "faultline.statement.duration";
  private static final String REQUESTS = "http.server.request.duration";

  /** What it was called up to 2023, in milliseconds. */
  private static final String OLDER_REQUESTS = "http.server.duration";

  private static final int MAX_BUCKETS = 200;

  private static final double MAX_MICROS = 1e15;

  final MetricRecord record;
  final TimedKey key;
  final boolean failed;
  final long[] bounds;

  private DurationPoint(MetricRecord record, TimedKey key, boolean failed, long[] bounds) {
    this.record = record;
    this.key = key;
    this.failed = failed;
    this.bounds = bounds;
  }

  /** Null when it is none. */
  static @Nullable DurationPoint of(MetricRecord record) {
    if (record.kind != MetricRecord.Kind.HISTOGRAM) return null;
    TimedKey key = key(record);
    if (key == null || record.counts.length > MAX_BUCKETS) return null;
    long[] bounds = micros(record);
    if (bounds == null) return null;
    for (long each : record.counts) {
      if (each < 0) return null;
    }
    String error = record.attributes.text("error.type");
    return new DurationPoint(
        record, key, !error.isEmpty() || isServerError(record.attributes), bounds);
  }

  private static @Nullable TimedKey key(MetricRecord record) {
    AttributeMap of = record.attributes;
    switch (record.name) {
      case REQUESTS:
      case OLDER_REQUESTS:
        return request(record, of);
      case STATEMENTS:
        String digest = of.text("faultline.query.digest");
        if (digest.isEmpty()) return null;
        return new TimedKey(
            Kind.STATEMENT,
            record.source,
            of.text("db.query.text"),
            of.text("db.system.name"),
            of.text("db.namespace"),
            digest);
      default:
        return null;
    }
  }

  private static TimedKey request(MetricRecord record, AttributeMap of) {
    String method = of.text("http.request.method", "http.method");
    TimedKey key = new TimedKey(Kind.REQUEST, record.source, "", method, of.text("http.route"), "");
    return method.isEmpty() ? key.others() : key;
  }

  static boolean isServerError(AttributeMap of) {
    String status = of.text("http.response.status_code", "http.status_code");
    return status.length() == 3 && status.charAt(0) == '5';
  }

  /** Null where they are no bounds. */
  private static long @Nullable [] micros(MetricRecord record) {
    double factor = factor(record);
    long[] micros = new long[record.bounds.length];
    for (int i = 0; i < micros.length; i++) {
      double bound = record.bounds[i] * factor;
      if (!(bound >= 0 && bound <= MAX_MICROS)) return null; // nor is NaN
      micros[i] = Math.round(bound);
      if (i > 0 && micros[i] <= micros[i - 1]) return null;
    }
    return micros;
  }

  private static double factor(MetricRecord record) {
    switch (record.unit) {
      case "s":
        return 1e6;
      case "ms":
        return 1e3;
      case "us":
        return 1;
      case "ns":
        return 1e-3;
      default:
        return record.name.equals(OLDER_REQUESTS) ? 1e3 : 1e6;
    }
  }

  PointDelta whole(long receivedNanos) {
    long time = record.timeNanos > 0 ? record.timeNanos : receivedNanos;
    double total = record.value * factor(record);
    long micros = total > 0 && total < 1e18 ? Math.round(total) : 0;
    long[] counts = record.counts.length > 0 ? record.counts : new long[] {record.count};
    return new PointDelta(record.startNanos, time, counts, micros);
  }

  /**
   * Tells its series from the others of its process.
   *
   * @param withStart whether series of different starts are different ones
   */
  long seriesHash(boolean withStart) {
    long hash = mix(0xcbf29ce484222325L, record.name);
    for (Map.Entry<String, Object> each : new TreeMap<>(record.attributes.values).entrySet()) {
      hash = mix(mix(hash, each.getKey()), each.getValue().toString());
    }
    for (long each : bounds) hash = (hash ^ each) * 0x100000001b3L;
    return withStart ? (hash ^ record.startNanos) * 0x100000001b3L : hash;
  }

  /** FNV-1a, a char at a time, with an end mark. */
  private static long mix(long hash, String text) {
    for (int i = 0; i < text.length(); i++) hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    return (hash ^ 0x10000) * 0x100000001b3L;
  }
}
