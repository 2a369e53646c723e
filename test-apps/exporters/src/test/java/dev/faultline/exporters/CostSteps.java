// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faultline.harness.Collector;
import dev.faultline.harness.RecordedPoint;
import dev.faultline.harness.Run;
import dev.faultline.harness.RunningApp;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;

/** What is told of the steps that Faultline takes for its cost. */
final class CostSteps {
  /** What each step leaves out. */
  static final List<String> DOWN =
      List.of(
          "parameters",
          "breadcrumbs and lines of the log",
          "spans",
          "details of requests and statements");

  static final String ALL_THE_WAY_DOWN = "leaves out " + DOWN.get(3) + " from now on";
  static final String ALL_THE_WAY_UP = "nothing is left out any more";

  private CostSteps() {}

  /** The lines that tell of one, in their order. */
  static List<String> lines(Run run) {
    return run.agentErr().stream()
        .filter(each -> each.matches(".* Faultline (costs|holds) .*"))
        .toList();
  }

  static void awaitLine(RunningApp app, String line) {
    await(line)
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertThat(app.err()).contains(line));
  }

  /** Waits until the last value of that metric is like that. */
  static void awaitPoint(Collector collector, String metric, DoublePredicate value) {
    await(metric)
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> last(collector, metric).filter(each -> value.test(each.value())).isPresent());
  }

  /** The last one. */
  static RecordedPoint point(Collector collector, String metric) {
    return last(collector, metric).orElseThrow();
  }

  /** Empty until there is one. */
  private static Optional<RecordedPoint> last(Collector collector, String metric) {
    return collector.points().stream()
        .filter(each -> each.metric().equals(metric))
        .max(Comparator.comparingLong(RecordedPoint::timeUnixNano));
  }

  /** Those of the last report that has the metric. */
  static List<RecordedPoint> latest(Run run, String metric) {
    List<RecordedPoint> all =
        run.points().stream().filter(each -> each.metric().equals(metric)).toList();
    long last = all.stream().mapToLong(RecordedPoint::timeUnixNano).max().orElseThrow();
    return all.stream().filter(each -> each.timeUnixNano() == last).toList();
  }
}
