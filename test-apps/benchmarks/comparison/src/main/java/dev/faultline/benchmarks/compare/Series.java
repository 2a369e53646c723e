// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;

/** One figure of one agent, as each round, or turn, found it. */
final class Series {
  private final List<Double> values = new ArrayList<>();

  /** Of those at the same place; as many as the shortest has. */
  static Series sum(List<Series> parts) {
    int size = parts.stream().mapToInt(Series::size).min().orElse(0);
    Series sum = new Series();
    for (int i = 0; i < size; i++) {
      int place = i;
      sum.add(parts.stream().mapToDouble(each -> each.values.get(place)).sum());
    }
    return sum;
  }

  void add(double value) {
    values.add(value);
  }

  int size() {
    return values.size();
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  double median() {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  /** The mean without the outer ones, an eighth on each side; of four or more, one at least. */
  double middleMean() {
    List<Double> sorted = values.stream().sorted().toList();
    int outer = sorted.size() < 4 ? 0 : Math.max(1, sorted.size() / 8);
    return sorted.subList(outer, sorted.size() - outer).stream()
        .mapToDouble(Double::doubleValue)
        .average()
        .orElseThrow();
  }

  /** What each is more than the other one's at its place. */
  Series minus(Series other) {
    Series differences = new Series();
    for (int i = 0; i < Math.min(size(), other.size()); i++) {
      differences.add(values.get(i) - other.values.get(i));
    }
    return differences;
  }

  /** What each is more than that. */
  Series minus(double other) {
    Series differences = new Series();
    for (double each : values) differences.add(each - other);
    return differences;
  }

  double smallest() {
    return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  double largest() {
    return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }
}
