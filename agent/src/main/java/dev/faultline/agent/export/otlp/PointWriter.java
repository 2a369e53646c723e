// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import dev.faultline.agent.export.MetricWriter;
import dev.faultline.agent.export.attribute.AttributeWriter;
import dev.faultline.agent.export.attribute.Key;
import dev.faultline.agent.export.attribute.KeyCache;
import dev.faultline.bootstrap.metric.Histogram;
import dev.faultline.bootstrap.metric.Series;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes all metrics as they are at one time, one piece each. */
interface PointWriter extends MetricWriter {
  double NANOS = 1e9;

  @Override
  default boolean takesStatements() {
    return true;
  }

  void begin(long startEpochNanos, long nowEpochNanos);

  /** Ends the last metric. */
  void end();

  /** How many durations there are in each bucket. */
  static long[] counts(Histogram histogram) {
    long[] counts = new long[Histogram.bucketCount()];
    for (int i = 0; i < counts.length; i++) counts[i] = histogram.count(i);
    return counts;
  }

  static long sum(long[] counts) {
    long sum = 0;
    for (long each : counts) sum += each;
    return sum;
  }

  static void attributes(Series series, KeyCache keys, AttributeWriter out) throws IOException {
    for (int i = 0; i < series.instrument.attributeCount(); i++) {
      String name = series.instrument.attribute(i);
      put(keys.of(name), series.value(i), out);
    }
  }

  static void attributes(String[] keysAndValues, KeyCache keys, AttributeWriter out)
      throws IOException {
    for (int i = 0; i + 1 < keysAndValues.length; i += 2) {
      out.put(keys.of(keysAndValues[i]), keysAndValues[i + 1]);
    }
  }

  /** Attributes whose conventional type is a number are told by their name. */
  static void put(Key key, @Nullable String value, AttributeWriter out) throws IOException {
    if (value != null && isNumber(key.name, value)) {
      out.put(key, Long.parseLong(value));
    } else {
      out.put(key, value);
    }
  }

  static boolean isNumber(String name, String value) {
    if (!name.equals("http.response.status_code") && !name.equals("server.port")) return false;
    if (value.isEmpty() || value.length() > 9) return false;
    return value.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
