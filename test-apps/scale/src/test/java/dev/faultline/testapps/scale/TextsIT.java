// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.scale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.App;
import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import dev.faultline.harness.RecordedPoint;
import dev.faultline.harness.RecordedSpan;
import dev.faultline.harness.Run;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;

/** Ten thousand routes, and a hundred thousand texts of statements. */
class TextsIT {
  private static final int REQUESTS = 10_000;
  private static final int STATEMENTS = 10 * REQUESTS;

  /** Of all instruments, and one more of each for what there is no room for. */
  private static final int MAX_SERIES = 2_000;

  @ParameterizedTest
  @JdkSource(ends = true)
  void beyondTheBounds_allIsCountedAndNothingKept(Jdk jdk) {
    Run run =
        App.of(Texts.class)
            .on(jdk)
            .args(Integer.toString(REQUESTS))
            .jvmArgs("-Xmx64m")
            .set("faultline.sample.rate", 0.01)
            .run();
    Remains.areTheSame(run);
    requests(run);
    statements(run);
    told(run);
  }

  private static void requests(Run run) {
    List<RecordedPoint> requests = last(run, "http.server.request.duration");
    assertThat(requests).hasSizeBetween(MAX_SERIES - 10, MAX_SERIES + 1);
    assertThat(requests.stream().mapToLong(RecordedPoint::count).sum()).isEqualTo(REQUESTS);
    long beyond =
        requests.stream()
            .filter(each -> each.attributes().isEmpty())
            .mapToLong(RecordedPoint::count)
            .sum();
    assertThat(beyond).isEqualTo(REQUESTS - (requests.size() - 1));
    assertThat(value(run, "faultline.metrics.overflows")).isEqualTo(beyond);
  }

  private static void statements(Run run) {
    List<RecordedPoint> byOperation = last(run, "db.client.operation.duration");
    assertThat(byOperation.stream().mapToLong(RecordedPoint::count).sum()).isEqualTo(STATEMENTS);
    List<RecordedPoint> byText = last(run, "faultline.statement.duration");
    assertThat(byText).hasSize(200);
    long counted = byText.stream().mapToLong(RecordedPoint::count).sum();
    assertThat(value(run, "faultline.statement.overflows")).isEqualTo(STATEMENTS - counted);
  }

  /** What is told of a request is its own, however many have had its place in a cache. */
  private static void told(Run run) {
    assertThat(run.traces()).isNotEmpty();
    for (var trace : run.traces()) {
      String route = text(trace.root().orElseThrow(), "http.route");
      var statements = trace.childrenOf(trace.root().orElseThrow());
      assertThat(statements).hasSize(10);
      assertThat(statements)
          .allMatch(s -> text(s, "db.query.text").contains(" from t_" + route.substring(1) + " "));
      assertThat(statements.stream().map(s -> text(s, "db.query.text")).distinct()).hasSize(10);
    }
  }

  private static String text(RecordedSpan span, String attribute) {
    return String.valueOf(span.attributes().get(attribute));
  }

  private static List<RecordedPoint> last(Run run, String metric) {
    long time =
        run.points().stream()
            .filter(each -> each.metric().equals(metric))
            .mapToLong(RecordedPoint::timeUnixNano)
            .max()
            .orElseThrow(
                () ->
                    new AssertionError(
                        "no "
                            + metric
                            + ", but "
                            + run.points().stream()
                                .map(RecordedPoint::metric)
                                .distinct()
                                .toList()));
    return run.points().stream()
        .filter(each -> each.metric().equals(metric) && each.timeUnixNano() == time)
        .toList();
  }

  private static long value(Run run, String metric) {
    return (long) last(run, metric).get(0).value();
  }
}
