// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.scale;

import static dev.faultline.harness.FaultlineAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.Account;
import dev.faultline.harness.App;
import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import dev.faultline.harness.RecordedPoint;
import dev.faultline.harness.Run;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/** Many threads at once: none waits for another in Faultline, and none is pinned there. */
class ThreadsIT {
  @TempDir Path folder;

  @ParameterizedTest
  @JdkSource(min = 17, ends = true)
  void crowd_waitsForNothingOfOurs(Jdk jdk) {
    int requests = Integer.parseInt(Size.of(2_000, 10_000));
    Path recording = folder.resolve("crowd.jfr");
    App app = App.of(Crowd.class).on(jdk).args(Integer.toString(requests)).optimized();
    app.set("faultline.sample.rate", 0.01).timeout(Duration.ofMinutes(3));
    // 64 threads that do nothing else may log more than one that shares their processors can take.
    app.expectErr("\\[faultline] WARN Dropped \\d+ logs: lane_full at otlp.*");
    app.expectErr("\\[faultline] WARN Dropped in the last minute: otlp: \\d+ logs lane_full");
    Run run = Waits.record(app, recording).run();

    assertThat(run.out()).endsWith("served " + 64 * requests + "\n");
    assertThat(requests(run)).isEqualTo(64 * requests + 1);
    assertThat(run.accounts().get("logs")).matches(Account::addsUp);
    // The pool's own lock is met all the time: so that nothing of ours was says something.
    assertThat(Waits.count(recording)).isPositive();
    assertThat(Waits.ours(recording, run)).isEmpty();
  }

  /** Without the recorder, which keeps some of what it has seen. */
  @ParameterizedTest
  @JdkSource(min = 21)
  void virtualThreads_leaveNothing(Jdk jdk) {
    int threads = Integer.parseInt(Size.of(100_000, 500_000));
    Run run = virtual(jdk, threads).run();

    assertAllWasTold(run, threads);
    Remains.areTheSame(run);
  }

  @ParameterizedTest
  @JdkSource(min = 21)
  void virtualThreads_areNotPinned(Jdk jdk) {
    int threads = Integer.parseInt(Size.of(100_000, 500_000));
    Path recording = folder.resolve("virtual.jfr");
    Run run = Waits.record(virtual(jdk, threads), recording).run();

    assertAllWasTold(run, threads);
    assertThat(Waits.count(recording)).isPositive();
    assertThat(Waits.ours(recording, run)).isEmpty();
  }

  private static App virtual(Jdk jdk, int threads) {
    return App.of(VirtualThreads.class)
        .on(jdk)
        .args(Integer.toString(threads))
        .optimized()
        .jvmArgs("-Xmx64m")
        .set("faultline.sample.rate", 0.01)
        .timeout(Duration.ofMinutes(3));
  }

  private static void assertAllWasTold(Run run, int threads) {
    assertThat(run.out()).endsWith("served " + (threads / 2 + 1) + "\n");
    assertThat(requests(run)).isEqualTo(threads / 2 + 1);
    assertThat(statements(run)).isEqualTo(threads + threads / 100 + 3);
  }

  private static long requests(Run run) {
    return count(run, "http.server.request.duration");
  }

  private static long statements(Run run) {
    return count(run, "db.client.operation.duration");
  }

  private static long count(Run run, String metric) {
    long last =
        run.points().stream()
            .filter(each -> each.metric().equals(metric))
            .mapToLong(RecordedPoint::timeUnixNano)
            .max()
            .orElseThrow();
    return run.points().stream()
        .filter(each -> each.metric().equals(metric) && each.timeUnixNano() == last)
        .mapToLong(RecordedPoint::count)
        .sum();
  }
}
