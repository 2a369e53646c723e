// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import org.junit.jupiter.params.ParameterizedTest;

/** A rejection is told with the state of the pool; a task that is discarded in silence is none. */
class RejectionsIT {
  @ParameterizedTest
  @JdkSource
  void rows(Jdk jdk) {
    RowsRun rows = RowsRun.of(Rejections.class, jdk);

    rows.fault("row-abort")
        .hasType(RejectedExecutionException.class)
        .hasLayers("task")
        .hasStep("rejected by its pool")
        .has("faultline.pool.type", ThreadPoolExecutor.class.getName())
        .has("faultline.pool.active", 1)
        .has("faultline.pool.size", 1)
        .has("faultline.pool.max", 1)
        .has("faultline.pool.queued", 2)
        .has("faultline.pool.queue_capacity", 2)
        .has("faultline.pool.shut_down", null);
    rows.fault("ownHandler_throws")
        .hasType(IllegalArgumentException.class)
        .has("faultline.pool.queued", 3)
        .has("faultline.pool.queue_capacity", 3);
    rows.fault("ownQueue")
        .has("faultline.pool.size", 1)
        .has("faultline.pool.queued", null)
        .has("faultline.pool.queue_capacity", null);
    rows.none("row-discard");
    rows.none("row-callerRuns");
    rows.fault("callerRuns_taskThrows")
        .hasType(IllegalStateException.class)
        .hasLayers("task")
        .hasStep("left a task")
        .has("faultline.pool.type", null);
    rows.fault("row-scheduled_shutDown")
        .hasType(RejectedExecutionException.class)
        .has("faultline.pool.type", ScheduledThreadPoolExecutor.class.getName())
        .has("faultline.pool.active", 0)
        .has("faultline.pool.queue_capacity", null)
        .has("faultline.pool.shut_down", true);
    rows.fault("row-forkJoin_shutDown")
        .hasType(RejectedExecutionException.class)
        .has("faultline.pool.type", ForkJoinPool.class.getName())
        .has("faultline.pool.max", 3)
        .has("faultline.pool.shut_down", true);
    rows.fault("row-stage_ofAFullPool")
        .hasState("handled")
        .hasStep("handled by exceptionally")
        .has("faultline.pool.queued", 2);
    if (jdk.major() >= 21) {
      rows.fault("row-virtual_shutDown")
          .hasType(RejectedExecutionException.class)
          .has("faultline.pool.shut_down", true);
    }
    rows.nothingElse();
  }
}
