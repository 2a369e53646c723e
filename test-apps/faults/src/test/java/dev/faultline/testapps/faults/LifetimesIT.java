// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * Nothing of the application is kept alive by having been told, and an object that is thrown again
 * is counted again, by each trace that fails with it.
 *
 * <p>What peers do: Sentry asks equals() and hashCode() to find out what was told.
 */
class LifetimesIT {
  @ParameterizedTest
  @JdkSource
  void rows(Jdk jdk) {
    RowsRun rows = RowsRun.of(Lifetimes.class, jdk);

    // That the application ended at all says that what it waited for has been collected.
    rows.fault("throwable_isCollected").hasState("escaped");
    rows.fault("loader_isCollected")
        .has("exception.message", "unloaded loader_isCollected")
        .hasLayers("task", "thread");
    rows.fault("equals_isNotCalled").hasState("escaped");
    rows.occurrences("static_isThrownAThousandTimes", 1_000);
    rows.occurrences("sameObject_failsTwoTasks", 2);
    rows.nothingElse();
  }
}
