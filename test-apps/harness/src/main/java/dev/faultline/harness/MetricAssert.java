// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Assertions on the values of a metric, all told: cumulative ones count as of the last. */
public final class MetricAssert {
  private final String name;
  private final List<RecordedPoint> points;

  MetricAssert(String name, List<RecordedPoint> points) {
    this.name = name;
    this.points = points;
  }

  public List<RecordedPoint> points() {
    return points;
  }

  /** Those with that attribute. Whole numbers may be given as int. */
  public MetricAssert with(String attribute, Object value) {
    Object expected = value instanceof Integer number ? Long.valueOf(number) : value;
    List<RecordedPoint> found =
        points.stream().filter(p -> expected.equals(p.attributes().get(attribute))).toList();
    if (!found.isEmpty()) return new MetricAssert(name, found);
    throw new AssertionError("expected " + attribute + "=" + expected + " in " + points);
  }

  public MetricAssert hasUnit(String unit) {
    if (points.stream().allMatch(point -> point.unit().equals(unit))) return this;
    throw new AssertionError("expected unit " + unit + " in " + points);
  }

  /** That many were measured, of a histogram. */
  public MetricAssert hasCount(long count) {
    long found = settled().stream().mapToLong(RecordedPoint::count).sum();
    if (found == count) return this;
    throw new AssertionError("expected " + count + " " + name + ", found " + found + ": " + points);
  }

  /** The values add up to that. */
  public MetricAssert hasSum(double sum) {
    double found = sum();
    if (found == sum) return this;
    throw new AssertionError("expected " + sum + " " + name + ", found " + found + ": " + points);
  }

  /** What the values add up to. */
  public double sum() {
    return settled().stream().mapToDouble(RecordedPoint::value).sum();
  }

  /** Deltas as they are; of cumulative ones and gauges, the last of each set of attributes. */
  private List<RecordedPoint> settled() {
    List<RecordedPoint> settled = new ArrayList<>();
    Map<Map<String, Object>, RecordedPoint> last = new LinkedHashMap<>();
    for (RecordedPoint point : points) {
      if (point.delta()) {
        settled.add(point);
      } else {
        last.merge(
            point.attributes(), point, (a, b) -> b.timeUnixNano() >= a.timeUnixNano() ? b : a);
      }
    }
    settled.addAll(last.values());
    return settled;
  }
}
