// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * Tasks that fail are told once, whoever keeps it to himself, and with who looked. Of the peers'
 * list: "submit(Callable) throws and nobody calls get()", "scheduleAtFixedRate body throws (task
 * dies) reported with 'periodic task cancelled'", "InterruptedException/CancellationException not
 * counted as failure". Those about the tasks themselves are in the executors' Identity and Million.
 */
class TasksIT {
  private static final String LOOKED_AT = "its Future was looked at";
  private static final String LOST = "nobody looked at its Future";

  @ParameterizedTest
  @JdkSource
  void rows(Jdk jdk) {
    RowsRun rows = RowsRun.of(Tasks.class, jdk, app -> app.set("faultline.unobserved.after", "5m"));

    rows.fault("execute_throws").hasStep("left a task").isInATrace();
    rows.fault("submit_nobodyGets")
        .hasType(IllegalStateException.class)
        .hasState("unobserved")
        .hasStep(LOST)
        .hasLayers("task")
        .isInATrace();
    rows.fault("submit_isCollected")
        .hasState("unobserved")
        .hasStep("nobody looked at its Future before it was collected");
    rows.fault("submit_isGotAndSwallowed").hasState("").hasStep(LOOKED_AT);
    rows.fault("submit_isGotAndEscapes")
        .hasStep(LOOKED_AT)
        .hasRootCause(IllegalStateException.class, "submit_isGotAndEscapes");
    rows.fault("submit_isOnlyAskedWhetherDone")
        .hasState("unobserved")
        .hasStep("nobody looked at its Future before the JVM ended");
    rows.fault("submit_isGotByATaskNobodyGets")
        .hasState("unobserved")
        .hasStep(LOOKED_AT)
        .hasStep(LOST)
        .hasRootCause(IllegalStateException.class, "submit_isGotByATaskNobodyGets");
    rows.fault("invokeAll-seen").hasState("").hasStep(LOOKED_AT);
    rows.fault("invokeAll-missed").hasState("unobserved");
    rows.fault("invokeAll-timed").hasState("unobserved");
    rows.fault("invokeAny-one").hasState("").hasStep(LOOKED_AT);
    rows.fault("invokeAny-other").hasState("").hasStep(LOOKED_AT);
    rows.fault("schedule_nobodyGets").hasState("unobserved").hasStep(LOST);
    rows.fault("atFixedRate_diesSilently")
        .hasState("cancelled_schedule")
        .hasStep("ended its schedule: it failed in run 3 and will not run again")
        .hasStep(LOST)
        .has("faultline.task.periodic", true);
    rows.fault("withFixedDelay_isGot")
        .hasState("cancelled_schedule")
        .hasStep("ended its schedule: it failed in run 3 and will not run again")
        .hasStep(LOOKED_AT);
    rows.fault("futureTask_onAPlainThread").hasState("unobserved");
    rows.fault("completionService_isTaken").hasState("").hasStep(LOOKED_AT);
    rows.none("cancelled");
    rows.none("interrupted");
    if (jdk.major() >= 19) {
      rows.fault("futureTask_exceptionNow").hasState("").hasStep(LOOKED_AT);
      rows.fault("futureTask_state").hasState("").hasStep(LOOKED_AT);
    }
    if (jdk.major() >= 21) {
      rows.fault("virtual-missed").hasState("unobserved").hasStep(LOST);
      rows.fault("virtual-seen").hasState("").hasStep(LOOKED_AT);
      rows.fault("virtual-executed").hasStep("left a task");
      rows.fault("virtual-all").hasState("unobserved").hasStep(LOST);
    }
    rows.nothingElse();
  }
}
