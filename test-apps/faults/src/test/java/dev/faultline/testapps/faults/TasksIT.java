// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import org.junit.jupiter.params.ParameterizedTest;

/** Tasks that fail are told once, whoever keeps it to himself. */
class TasksIT {
  @ParameterizedTest
  @JdkSource
  void rows(Jdk jdk) {
    RowsRun rows = RowsRun.of(Tasks.class, jdk);

    rows.fault("submit_nobodyGets")
        .hasType(IllegalStateException.class)
        .hasLayers("task")
        .isInATrace();
    rows.nothingElse();
  }
}
