// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * Tasks of fork-join pools that fail. Of the peers' list: "RecursiveTask throws once though FJ
 * copies the exception by reflection".
 */
class ForkJoinIT {
  private static final String LOOKED_AT = "its Future was looked at";
  private static final String LOST = "nobody looked at its Future";

  @ParameterizedTest
  @JdkSource
  void rows(Jdk jdk) {
    RowsRun rows =
        RowsRun.of(ForkJoin.class, jdk, app -> app.set("faultline.unobserved.after", "5m"));

    rows.fault("submit_nobodyGets").hasState("unobserved").hasStep(LOST).isInATrace();
    rows.fault("submit_isGot").hasState("").hasStep(LOOKED_AT);
    rows.fault("submit_getException").hasState("").hasStep(LOOKED_AT);
    rows.fault("submit_isCompletedAbnormally").hasState("").hasStep(LOOKED_AT);
    rows.fault("execute_throws").hasState("escaped").hasStep("left the task");
    rows.fault("invoke_throws").hasState("").hasStep(LOOKED_AT);
    rows.fault("recursive_isCopiedByItsCause")
        .hasState("")
        .hasStep(LOOKED_AT)
        .hasRootCause(ForkJoin.ByCause.class, "recursive_isCopiedByItsCause");
    rows.fault("recursive_isCopiedWithoutArguments")
        .hasState("")
        .hasStep(LOOKED_AT)
        .hasRootCause(ForkJoin.WithoutArguments.class, "recursive_isCopiedWithoutArguments");
    rows.fault("recursive_cannotBeCopied").hasState("").hasStep(LOOKED_AT);
    rows.fault("recursive_nobodyGets").hasState("unobserved").hasStep(LOOKED_AT).hasStep(LOST);
    rows.fault("parallelStream").hasState("").hasStep(LOOKED_AT);
    rows.none("completeExceptionally_isGot");
    rows.fault("completeExceptionally_neverLookedAt").hasState("unobserved").hasStep(LOST);
    rows.none("cancelled");
    if (jdk.major() >= 25) {
      rows.fault("atFixedRate_diesSilently")
          .hasState("cancelled_schedule")
          .hasStep("ended its schedule: it failed in run 3 and will not run again")
          .has("faultline.task.periodic", true);
    }
    rows.nothingElse();
  }
}
