// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.executors;

import static dev.faultline.harness.FaultlineAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.App;
import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import dev.faultline.harness.RecordedTrace;
import dev.faultline.harness.Run;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;

/** Tasks stay what they are, however many there are, on whatever threads. */
class TasksIT {
  @ParameterizedTest
  @JdkSource
  void task_staysTheObjectThatWasHandedIn(Jdk jdk) {
    Run run = App.of(Identity.class).on(jdk).run();

    // Each occupies its pool with one task; what was removed is not run.
    root(run, Identity.Queue.class, 2);
    root(run, Identity.Order.class, 4);
    root(run, Identity.Hooks.class, 2);
    root(run, Identity.ThrowingHooks.class, 2); // the first one did not come to run
    assertThat(run).hasFaultLike(f -> f.message().equals("thrown"));
    assertThat(run).hasFaultLike(f -> f.message().equals("before"));
    assertThat(run).hasFaultLike(f -> f.message().equals("after"));
    assertThat(run).hasFaults(3);

    String twice = Identity.OneLambda.Twice.class.getName();
    RecordedTrace trace = assertThat(run).hasTrace(Identity.OneLambda.class.getName()).trace();
    assertThat(trace.named(twice)).hasSize(10);
    for (var each : trace.named(twice)) assertThat(trace.childrenOf(each)).hasSize(2);
  }

  private static void root(Run run, Class<?> scenario, int children) {
    var root = assertThat(run).hasTrace(scenario.getName()).root().span();
    List<?> found = run.spans().stream().filter(s -> s.parentId().equals(root.spanId())).toList();
    assertThat(found).as(scenario.getSimpleName()).hasSize(children);
  }

  @ParameterizedTest
  @JdkSource
  void millionTasks_leaveNothing(Jdk jdk) {
    Run run =
        App.of(Million.class)
            .on(jdk)
            .jvmArgs("-Xmx64m")
            .set("faultline.sample.rate", 0)
            .timeout(Duration.ofSeconds(120))
            .run();
    assertThat(run.out()).isEqualTo("as before\n");
  }

  @ParameterizedTest
  @JdkSource(min = 21)
  void virtualThreads_carryTheirTraceAndNeverHang(Jdk jdk) {
    Run run =
        App.of(VirtualThreads.class)
            .on(jdk)
            .jvmArgs("-Djdk.tracePinnedThreads=full")
            .set("faultline.shutdown.timeout", "30s") // ten thousand spans at the very end
            .timeout(Duration.ofSeconds(120))
            .run();

    List<RecordedTrace> crowds =
        run.traces().stream().filter(t -> t.root().orElseThrow().name().endsWith("Crowd")).toList();
    assertThat(crowds).hasSize(100);
    for (RecordedTrace each : crowds) {
      assertThat(each.named(VirtualThreads.One.class.getName())).hasSize(100);
    }
    assertThat(run).hasTraces(101).hasOneFault().hasMessage("virtual");
    assertThat(run.out()).isEqualTo("all ran\n");
    assertThat(run.report())
        .contains("woven java.util.concurrent.ThreadPerTaskExecutor$TaskRunner ")
        .contains("woven java.util.concurrent.ThreadPerTaskExecutor$ThreadBoundFuture ");
  }
}
