// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.FaultAssert;
import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import dev.faultline.harness.RecordedSpan;
import dev.faultline.harness.Run;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;

/** A thread that a task starts belongs to its trace; a pool's thread does not. */
class StartedThreadsIT {
  private static final String OUTER = StartedThreads.Outer.class.getName();
  private static final String FAILING = StartedThreads.Failing.class.getName();
  private static final String STARTING = StartedThreads.Starting.class.getName();

  @ParameterizedTest
  @JdkSource
  void rows(Jdk jdk) {
    RowsRun rows = RowsRun.of(StartedThreads.class, jdk);

    died(rows, "thread_startedInTrace_belongsToIt", FAILING, OUTER);
    died(rows, "subclass_startedInTrace_belongsToIt", StartedThreads.OwnRun.class.getName(), OUTER);
    died(
        rows,
        "subclassWithTarget_startedInTrace_isOneTask",
        StartedThreads.SuperRun.class.getName(),
        OUTER);
    died(rows, "thread_startedByAStartedThread", FAILING, STARTING, OUTER);
    if (jdk.major() >= 21) {
      died(rows, "virtualThread_startedInTrace_belongsToIt", FAILING, OUTER);
    }
    in(rows.fault("futureTask_inAThreadOfItsOwn").hasLayers("task"), rows, FAILING, OUTER);
    for (String pool : List.of("poolMadeInTrace_isNotOfIt", "wrappedWorker_isNotOfTheTrace")) {
      in(rows.fault(pool).hasLayers("task", "thread").hasState("escaped"), rows, FAILING);
    }
    rows.none("runCalledByHand_isNoThread");
    rows.nothingElse();
    for (Run run : rows.runs()) {
      assertThat(run.spans()).filteredOn(s -> s.name().equals(FAILING)).hasSizeLessThan(8);
    }
  }

  private static void died(RowsRun rows, String row, String... spans) {
    in(rows.fault(row).hasState("escaped").hasLayers("thread"), rows, spans);
  }

  /** It is in the first of these spans, whose parent is the next one, up to the root. */
  private static void in(RowsRun.RowFault row, RowsRun rows, String... names) {
    for (int i = 0; i < rows.runs().size(); i++) {
      List<RecordedSpan> spans = rows.runs().get(i).spans();
      FaultAssert fault = row.both().get(i);
      String id = fault.fault().spanId();
      for (int depth = 0; depth < names.length; depth++) {
        RecordedSpan span = withId(spans, id);
        assertThat(span.name()).isEqualTo(names[depth]);
        assertThat(span.traceId()).isEqualTo(fault.fault().traceId());
        id = span.parentId();
      }
      assertThat(id).as("parent of " + names[names.length - 1]).isEmpty();
    }
  }

  private static RecordedSpan withId(List<RecordedSpan> spans, String id) {
    return spans.stream().filter(each -> each.spanId().equals(id)).findFirst().orElseThrow();
  }
}
