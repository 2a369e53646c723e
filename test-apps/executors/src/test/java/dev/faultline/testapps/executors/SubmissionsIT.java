// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.executors;

import static dev.faultline.harness.FaultlineAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.App;
import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import dev.faultline.harness.RecordedSpan;
import dev.faultline.harness.Run;
import dev.faultline.harness.SpanAssert;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.params.ParameterizedTest;

/** The trace goes along with a task, however it is handed in. */
class SubmissionsIT {
  private static final String WORK = Work.class.getName();

  @ParameterizedTest
  @JdkSource
  void task_isSpanOfTheTraceItWasHandedInFrom(Jdk jdk) {
    Run run = App.of(Submissions.class).on(jdk).run();

    tasks(run, Submissions.Execute.class, 3);
    tasks(run, Submissions.Submit.class, 1)
        .child(WORK)
        .isInternal()
        .has("faultline.task.name", WORK);
    tasks(run, Submissions.SubmitCallable.class, 1);
    tasks(run, Submissions.InvokeAll.class, 5);
    tasks(run, Submissions.InvokeAny.class, 1);
    tasks(run, Submissions.Schedule.class, 1).child(WORK).has("faultline.task.queue_time");
    tasks(run, Submissions.ForkJoinExecute.class, 2).child(WORK);
    tasks(run, Submissions.ForkJoinSubmit.class, 2).child(WORK);
    tasks(run, Submissions.ForkJoinInvoke.class, 1).child(Submissions.Fibonacci.class.getName());
    tasks(run, Submissions.ForkJoinInvokeAll.class, 3);
    tasks(run, Submissions.SupplyAsync.class, 4);
    tasks(run, Submissions.Dependents.class, 5);
    tasks(run, Submissions.RegisteredElsewhere.class, 2);
    tasks(run, Submissions.ParallelStream.class, 50);
    tasks(run, Submissions.Nested.class, 1)
        .child(Submissions.Outer.class.getName())
        .hasChildren(WORK);
    tasks(run, Submissions.CallerRuns.class, 2).child(WORK);
    tasks(run, Submissions.Rejected.class, 1).child(WORK);
    tasks(run, Submissions.Cancelled.class, 1);
    tasks(run, Submissions.OwnThread.class, 2);

    assertThat(run).hasTraces(19).hasFaults(1).hasFault(RejectedExecutionException.class);
  }

  private static SpanAssert tasks(Run run, Class<?> scenario, int count) {
    SpanAssert root = assertThat(run).hasTrace(scenario.getName()).root();
    String id = root.span().spanId();
    List<RecordedSpan> children =
        run.spans().stream().filter(span -> span.parentId().equals(id)).toList();
    assertThat(children).as(scenario.getSimpleName()).hasSize(count);
    return root;
  }
}
