// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;

/** One figure of one agent, as each round found it. */
final class Series {
  private final List<Double> values = new ArrayList<>();

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

  double smallest() {
    return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  double largest() {
    return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }
}
