// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import dev.faultline.agent.export.Pieces;
import dev.faultline.agent.export.attribute.KeyCache;
import dev.faultline.bootstrap.metric.Histogram;
import dev.faultline.bootstrap.metric.Series;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes metrics as JSON, one piece each. A metric without points is taken back. */
final class MetricEncoder implements PointWriter {
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

  @Override
  public void begin(long startEpochNanos, long nowEpochNanos) {
    this.startEpochNanos = startEpochNanos;
    this.nowEpochNanos = nowEpochNanos;
    this.open = false;
  }

  @Override
  public void end() {
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
          PointWriter.attributes(keysAndValues, keys, attributes);
          attributes.end();
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
    long[] counts = PointWriter.counts(histogram);
    long count = PointWriter.sum(counts);
    if (count == 0) return;
    write(
        () -> {
          beginPoint();
          PointWriter.attributes(series, keys, attributes);
          attributes.end();
          distribution(count, histogram.sumNanos(), counts);
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
