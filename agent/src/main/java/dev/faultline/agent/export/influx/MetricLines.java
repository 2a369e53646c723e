// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.influx;

import dev.faultline.agent.export.MetricWriter;
import dev.faultline.agent.export.Pieces;
import dev.faultline.bootstrap.metric.Histogram;
import dev.faultline.bootstrap.metric.Series;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Writes metrics: one measurement each, one point a series. A sum that only grows has {@code
 * _total} behind its name, as Prometheus has it, and one field, {@code value}. Durations have
 * {@code count}, {@code sum_seconds}, and for each bound {@code le_250ms} and so on: how many took
 * no longer than that.
 *
 * <p>Two series that come to the same tags (one has no route, the other's was cut) would overwrite
 * each other, so points are gathered for each metric and added up.
 */
final class MetricLines implements MetricWriter {
  private static final double NANOS = 1e9;
  private static final int BUCKETS = Histogram.bucketCount();
  private static final String[] BOUNDS = bounds();

  private final Pieces pieces;
  private final Map<String, String> common;

  /** By tags: the value of a sum; or the counts of each bucket, and the sum behind them. */
  private final Map<String, long[]> points = new LinkedHashMap<>();

  private String measurement = "";
  private long epochNanos;

  /**
   * @param common tags of every point
   */
  MetricLines(Pieces pieces, Map<String, String> common) {
    this.pieces = pieces;
    this.common = common;
  }

  /** Begins a round of all metrics as they are at that time. */
  void begin(long epochNanos) {
    this.epochNanos = epochNanos;
    points.clear();
  }

  /** Writes the points of the last metric. */
  void end() {
    for (Map.Entry<String, long[]> each : points.entrySet()) {
      StringBuilder line = new StringBuilder(256).append(measurement).append(each.getKey());
      fields(each.getValue(), line.append(' '));
      line.append(' ').append(epochNanos);
      pieces.begin();
      pieces.out.write(line.toString().getBytes(StandardCharsets.UTF_8));
      pieces.end();
    }
    points.clear();
  }

  @Override
  public void sum(String name, String unit, boolean monotonic) {
    end();
    measurement = Escapes.name(name) + (monotonic ? "_total" : "");
  }

  @Override
  public void point(long value, String... keysAndValues) {
    Tags tags = new Tags(common);
    for (int i = 0; i + 1 < keysAndValues.length; i += 2) {
      tags.put(Escapes.name(keysAndValues[i]), keysAndValues[i + 1]);
    }
    add(tags, new long[] {value});
  }

  @Override
  public void durations(String name) {
    end();
    measurement = Escapes.name(name);
  }

  @Override
  public void point(Series series, Histogram histogram) {
    long[] counts = new long[BUCKETS + 1];
    long count = 0;
    for (int i = 0; i < BUCKETS; i++) count += counts[i] = histogram.count(i);
    if (count == 0) return;
    counts[BUCKETS] = histogram.sumNanos();
    Tags tags = new Tags(common);
    for (int i = 0; i < series.instrument.attributeCount(); i++) {
      tags.put(Escapes.name(series.instrument.attribute(i)), series.value(i));
    }
    add(tags, counts);
  }

  private void add(Tags tags, long[] values) {
    points.merge(
        tags.toString(),
        values,
        (one, other) -> {
          for (int i = 0; i < one.length; i++) one[i] += other[i];
          return one;
        });
  }

  private static void fields(long[] values, StringBuilder line) {
    if (values.length == 1) {
      line.append("value=").append(values[0]).append('i');
      return;
    }
    long count = 0;
    StringBuilder buckets = new StringBuilder(192);
    for (int i = 0; i < BUCKETS; i++) {
      count += values[i];
      if (i < BOUNDS.length) buckets.append(BOUNDS[i]).append(count).append('i');
    }
    line.append("count=").append(count).append('i');
    line.append(",sum_seconds=").append(values[BUCKETS] / NANOS).append(buckets);
  }

  private static String[] bounds() {
    String[] bounds = new String[BUCKETS - 1];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = ",le_" + time(Histogram.bound(i)) + "=";
    }
    return bounds;
  }

  /** In whole milliseconds where it can be: a name with a point in it needs quotes. */
  private static String time(long nanos) {
    long micros = TimeUnit.NANOSECONDS.toMicros(nanos);
    return micros % 1_000 == 0 ? micros / 1_000 + "ms" : micros + "us";
  }
}
