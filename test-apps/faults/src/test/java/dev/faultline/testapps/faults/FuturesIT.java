// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * CompletableFutures that fail, and who looked at them or at one that depends on them. Of the
 * peers' list: "supplyAsync throws with and without exceptionally()".
 */
class FuturesIT {
  private static final String LOOKED_AT = "its Future was looked at";
  private static final String LOST = "nobody looked at its Future";

  @ParameterizedTest
  @JdkSource
  void rows(Jdk jdk) {
    RowsRun rows =
        RowsRun.of(Futures.class, jdk, app -> app.set("faultline.unobserved.after", "5m"));

    rows.fault("supplyAsync_alone")
        .hasType(IllegalStateException.class)
        .hasState("unobserved")
        .hasStep(LOST)
        .hasLayers("task")
        .isInATrace();
    rows.fault("supplyAsync_isCollected")
        .hasState("unobserved")
        .hasStep("nobody looked at its Future before it was collected");
    rows.fault("supplyAsync_join").hasState("").hasStep(LOOKED_AT);
    rows.fault("supplyAsync_getNow").hasState("").hasStep(LOOKED_AT);
    rows.fault("supplyAsync_isCompletedExceptionally").hasState("").hasStep(LOOKED_AT);
    rows.fault("supplyAsync_isHandledByExceptionally")
        .hasState("handled")
        .hasStep("handled by exceptionally");
    rows.fault("supplyAsync_isHandledByHandle").hasState("handled").hasStep("handled by handle");
    rows.fault("supplyAsync_isHandledAsync").hasState("handled").hasStep("handled by handle");
    rows.fault("supplyAsync_whenComplete").hasState("").hasStep(LOOKED_AT);
    rows.fault("supplyAsync_onlyThenApply").hasState("unobserved").hasStep(LOST);
    rows.fault("supplyAsync_onlyThenCompose").hasState("unobserved").hasStep(LOST);
    rows.fault("supplyAsync_thenApplyJoined").hasState("").hasStep(LOOKED_AT);
    rows.fault("supplyAsync_thenApplyExceptionally").hasState("handled");
    rows.fault("supplyAsync_allOf-first").hasState("").hasStep(LOOKED_AT);
    rows.fault("supplyAsync_allOf-second").hasState("unobserved").hasStep(LOST);
    rows.fault("supplyAsync_anyOf").hasState("").hasStep(LOOKED_AT);
    rows.fault("supplyAsync_oneOfTwoDependentsIsJoined").hasState("").hasStep(LOOKED_AT);
    rows.fault("runAsync_alone").hasState("unobserved").hasStep(LOST);
    rows.fault("thenApply_throwsOnACompletedOne").hasState("unobserved").hasStep(LOST);
    rows.fault("whenComplete_throwsItself").hasState("unobserved").hasStep(LOST);
    rows.fault("handle_throwsAnew-first").hasState("handled");
    rows.fault("handle_throwsAnew-second").hasState("unobserved").hasStep(LOST);
    rows.fault("exceptionally_throwsItAgain").hasState("unobserved").hasStep(LOST);
    rows.fault("exceptionally_wrapsItForWhoJoins")
        .hasState("")
        .hasStep("its Future was looked at by exceptionally");
    rows.none("completeExceptionally_isJoined");
    rows.none("completeExceptionally_isHandled");
    rows.fault("completeExceptionally_neverLookedAt").hasState("unobserved").hasStep(LOST);
    rows.none("too-late");
    rows.fault("completeExceptionally_passedToAnother")
        .hasState("unobserved")
        .hasStep(LOOKED_AT)
        .hasStep(LOST);
    rows.fault("obtrudeException_neverLookedAt").hasState("unobserved").hasStep(LOST);
    if (jdk.major() >= 9) {
      rows.fault(timeOutThread(jdk))
          .hasType(TimeoutException.class)
          .hasState("unobserved")
          .hasStep(LOST);
      rows.fault("failedFuture_neverLookedAt").hasState("unobserved").hasStep(LOST);
      rows.fault("minimalCompletionStage").hasState("").hasStep(LOOKED_AT);
    }
    if (jdk.major() >= 12) {
      rows.fault("supplyAsync_isComposedInstead")
          .hasState("handled")
          .hasStep("handled by exceptionallyCompose");
    }
    if (jdk.major() >= 19) {
      rows.fault("supplyAsync_exceptionNow").hasState("").hasStep(LOOKED_AT);
    }
    rows.nothingElse();
  }

  /** It has no message, and is made where no row is. */
  private static String timeOutThread(Jdk jdk) {
    return jdk.major() < 25
        ? "CompletableFutureDelayScheduler"
        : "ForkJoinPool.commonPool-delayScheduler";
  }
}
