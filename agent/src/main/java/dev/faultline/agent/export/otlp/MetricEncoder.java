// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import dev.faultline.agent.export.MetricWriter;
import dev.faultline.agent.export.Pieces;
import dev.faultline.agent.export.attribute.Key;
import dev.faultline.agent.export.attribute.KeyCache;
import dev.faultline.bootstrap.metric.Histogram;
import dev.faultline.bootstrap.metric.Series;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes metrics, one piece each. A metric without points is taken back. Attributes whose
 * conventional type is a number are told by their name.
 */
final class MetricEncoder implements MetricWriter {
  private static final Fragment NAME = new Fragment("{\"name\":");
  private static final Fragment UNIT = new Fragment(",\"unit\":");
  private static final Fragment HISTOGRAM =
      new Fragment(",\"unit\":\"s\",\"histogram\":{\"aggregationTemporality\":2,\"dataPoints\":[");
  private static final Fragment SUM = new Fragment(",\"sum\":{\"aggregationTemporality\":2,");
  private static final Fragment MONOTONIC = new Fragment("\"isMonotonic\":true,\"dataPoints\":[");
  private static final Fragment NOT_MONOTONIC = new Fragment("\"dataPoints\":[");
  private static final Fragment START = new Fragment("{\"startTimeUnixNano\":");
  private static final Fragment TIME = new Fragment(",\"timeUnixNano\":");
  private static final Fragment AS_INT = new Fragment(",\"asInt\":");
  private static final Fragment COUNT = new Fragment(",\"count\":");
  private static final Fragment TOTAL = new Fragment(",\"sum\":");
  private static final Fragment BUCKETS = new Fragment(",\"bucketCounts\":[");
  private static final Fragment BOUNDS = bounds();
  private static final Fragment END_METRIC = new Fragment("]}}");

  private static final double NANOS = 1e9;

  private final Pieces pieces;
  private final Json json;
  private final JsonAttributes attributes;
  private final KeyCache keys = new KeyCache("");

  private long startEpochNanos;
  private long nowEpochNanos;
  private boolean open;
  private int points;

  MetricEncoder(Pieces pieces) {
    this.pieces = pieces;
    this.json = new Json(pieces.out);
    this.attributes = new JsonAttributes(json);
  }

  void begin(long startEpochNanos, long nowEpochNanos) {
    this.startEpochNanos = startEpochNanos;
    this.nowEpochNanos = nowEpochNanos;
    this.open = false;
  }

  /** Ends the last metric. */
  void end() {
    if (!open) return;
    open = false;
    write(
        () -> {
          if (points > 0) json.raw(END_METRIC);
          json.flush();
        });
    if (points == 0) {
      pieces.rollback();
    } else {
      pieces.end(points);
    }
  }

  @Override
  public void sum(String name, String unit, boolean monotonic) {
    next(name);
    write(
        () -> {
          json.raw(UNIT);
          json.string(unit);
          json.raw(SUM);
          json.raw(monotonic ? MONOTONIC : NOT_MONOTONIC);
        });
  }

  @Override
  public void point(long value, String... keysAndValues) {
    write(
        () -> {
          beginPoint();
          for (int i = 0; i + 1 < keysAndValues.length; i += 2) {
            attributes.put(keys.of(keysAndValues[i]), keysAndValues[i + 1]);
          }
          endAttributes();
          json.raw(AS_INT);
          json.quoted(value);
          json.raw('}');
        });
  }

  @Override
  public void durations(String name) {
    next(name);
    write(() -> json.raw(HISTOGRAM));
  }

  @Override
  public void point(Series series, Histogram histogram) {
    long[] counts = new long[Histogram.bucketCount()];
    long count = 0;
    for (int i = 0; i < counts.length; i++) count += counts[i] = histogram.count(i);
    if (count == 0) return;
    long total = count;
    write(
        () -> {
          beginPoint();
          for (int i = 0; i < series.instrument.attributeCount(); i++) {
            put(series.instrument.attribute(i), series.value(i));
          }
          endAttributes();
          distribution(total, histogram.sumNanos(), counts);
        });
  }

  private void distribution(long count, long sumNanos, long[] counts) throws IOException {
    json.raw(COUNT);
    json.quoted(count);
    json.raw(TOTAL);
    json.number(sumNanos / NANOS);
    json.raw(BUCKETS);
    for (int i = 0; i < counts.length; i++) {
      if (i > 0) json.raw(',');
      json.quoted(counts[i]);
    }
    json.raw(BOUNDS);
  }

  private void put(String name, @Nullable String value) throws IOException {
    if (value == null) return;
    Key key = keys.of(name);
    if (isNumber(name, value)) {
      attributes.put(key, Long.parseLong(value));
    } else {
      attributes.put(key, value);
    }
  }

  private static boolean isNumber(String name, String value) {
    if (!name.equals("http.response.status_code") && !name.equals("server.port")) return false;
    if (value.isEmpty() || value.length() > 9) return false;
    return value.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private void next(String name) {
    end();
    open = true;
    points = 0;
    write(
        () -> {
          pieces.begin();
          json.raw(NAME);
          json.string(name);
        });
  }

  private void beginPoint() throws IOException {
    if (points++ > 0) json.raw(',');
    json.raw(START);
    json.quoted(startEpochNanos);
    json.raw(TIME);
    json.quoted(nowEpochNanos);
    json.raw(',');
    attributes.begin();
  }

  private void endAttributes() throws IOException {
    attributes.end();
  }

  private static Fragment bounds() {
    StringBuilder text = new StringBuilder("],\"explicitBounds\":[");
    for (int i = 0; i < Histogram.bucketCount() - 1; i++) {
      if (i > 0) text.append(',');
      text.append(Histogram.bound(i) / NANOS);
    }
    return new Fragment(text.append("]}").toString());
  }

  private static void write(Writing writing) {
    try {
      writing.write();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // there is no I/O: all is in memory
    }
  }

  private interface Writing {
    void write() throws IOException;
  }
}
