// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import static dev.faultline.harness.FaultlineAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import dev.faultline.harness.RecordedFault;
import dev.faultline.harness.RecordedSpan;
import dev.faultline.harness.Run;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;

/** A task that throws ends its Timer: that is said once, and in words. */
class TimersIT {
  private static final String OUTER = Timers.Outer.class.getName();
  private static final String FAILING = Timers.Failing.class.getName();
  private static final String THIRD = Timers.Third.class.getName();

  @ParameterizedTest
  @JdkSource
  void rows(Jdk jdk) {
    RowsRun rows = RowsRun.of(Timers.class, jdk);

    died(rows, "timerTask_killsItsTimer")
        .hasStep("ended the thread timer")
        .has("faultline.task.name", FAILING)
        .has("faultline.task.executor", "java.util.Timer");
    died(rows, "timer_secondTaskNeverRuns").hasStep("its Timer died, and with it all its tasks");
    died(rows, "periodicTimerTask_diesInItsThirdRun").has("faultline.task.periodic", true);
    died(rows, "timerTask_scheduledInTrace_belongsToIt").has("faultline.task.name", FAILING);
    died(rows, "periodicTimerTask_scheduledInTrace_isForItself");
    died(rows, "timerTask_withAHandler").hasStep("given to the thread's handler");
    died(rows, "timer_swallowsAnInterruption");
    rows.none("timerTask_cancelledIsNoFault");
    rows.nothingElse();
    for (Run run : rows.runs()) {
      assertRoots(run, "timerTask_killsItsTimer", FAILING);
      assertRoots(run, "periodicTimerTask_diesInItsThirdRun", THIRD);
      assertRoots(run, "timerTask_scheduledInTrace_belongsToIt", OUTER, FAILING);
      assertRoots(run, "periodicTimerTask_scheduledInTrace_isForItself", THIRD);
      assertRoots(run, "timer_swallowsAnInterruption", FAILING);
    }
  }

  private static RowsRun.RowFault died(RowsRun rows, String row) {
    return rows.fault(row)
        .hasLayers("task", "thread")
        .hasState("escaped")
        .hasStep("ended its schedule")
        .hasStep("ended the thread")
        .isInATrace();
  }

  /** These are the spans of the trace that the row's fault is in; the fault is in the last one. */
  private static void assertRoots(Run run, String row, String... names) {
    RecordedFault fault =
        run.faults().stream().filter(each -> each.message().equals(row)).findFirst().orElseThrow();
    List<RecordedSpan> spans =
        run.spans().stream().filter(each -> each.traceId().equals(fault.traceId())).toList();
    assertThat(spans).extracting(RecordedSpan::name).containsExactlyInAnyOrder(names);
    String last = names[names.length - 1];
    RecordedSpan span = spans.stream().filter(s -> s.name().equals(last)).findFirst().orElseThrow();
    assertThat(run).hasFaultLike(each -> each == fault).isIn(span);
  }
}
