// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.executors;

import static dev.faultline.harness.FaultlineAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.App;
import dev.faultline.harness.FaultAssert;
import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import dev.faultline.harness.Run;
import org.junit.jupiter.params.ParameterizedTest;

/** What a task throws is told once, with its trace, whoever keeps it to himself. */
class FailuresIT {
  @ParameterizedTest
  @JdkSource
  void failure_isToldOnceInItsTrace(Jdk jdk) {
    Run run = App.of(Failures.class).on(jdk).run();

    fault(run, "beat", Failures.Beat.class)
        .has("faultline.task.name", Failures.Beat.class.getName())
        .has("faultline.task.periodic", true);
    fault(run, "lost", Failures.LostInFuture.class);
    fault(run, "died", Failures.WorkerDies.class);
    fault(run, "scheduled", Failures.Scheduled.class);
    fault(run, "submitted", Failures.ForkJoinTasks.class);
    fault(run, "recursion", Failures.Recursion.class);
    fault(run, "handled", Failures.Async.class);
    fault(run, "on a pool", Failures.Async.class);
    fault(run, "step", Failures.Async.class);
    fault(run, "element", Failures.Stream.class);
    assertThat(run).hasFaults(10);

    assertThat(run.out().lines())
        .containsExactlyInAnyOrder(
            "periodic task ended: java.lang.IllegalStateException: beat",
            "uncaught: died",
            "recursion: java.lang.IllegalStateException",
            "stream: java.lang.IllegalStateException");
  }

  /** It is linked to a span of the trace whose root is of that class. */
  private static FaultAssert fault(Run run, String message, Class<?> root) {
    FaultAssert fault = assertThat(run).hasFaultLike(f -> isCausedBy(f.stack(), message));
    String trace = assertThat(run).hasTrace(root.getName()).root().span().traceId();
    assertThat(fault.fault().traceId()).as(message).isEqualTo(trace);
    assertThat(run.spans())
        .as(message)
        .anyMatch(span -> span.spanId().equals(fault.fault().spanId()));
    return fault;
  }

  private static boolean isCausedBy(String stack, String message) {
    return stack.contains("IllegalStateException: " + message);
  }
}
