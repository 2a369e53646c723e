// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export;

import dev.faultline.bootstrap.metric.Histogram;
import dev.faultline.bootstrap.metric.Series;

/**
 * Takes metrics one after another: {@link #sum} or {@link #durations} begins one, the points that
 * follow belong to it.
 */
public interface MetricWriter {
  /**
   * Begins a cumulative sum.
   *
   * @param unit UCUM, such as {@code {record}} or {@code By}
   * @param monotonic whether it only ever grows
   */
  void sum(String name, String unit, boolean monotonic);

  /** One point of the sum that was begun. */
  void point(long value, String... keysAndValues);

  /**
   * Whether it takes {@code faultline.statement.duration} too: a series for each statement, with
   * its text among the attributes. Some hundred series, which a database that has an index for each
   * attribute would rather not have.
   */
  default boolean takesStatements() {
    return false;
  }

  /** Begins a cumulative histogram of durations in seconds. */
  void durations(String name);

  /** One point of the histogram that was begun. */
  void point(Series series, Histogram histogram);
}
