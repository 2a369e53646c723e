// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.params.ParameterizedTest;

/** Control flow, and what the settings name, is not told; what comes close to it is. */
class NoFaultsIT {
  private static final String IGNORED =
      "dev.faultline.testapps.faults.NoFaults$NotFound, java.io.IOException: \"gone, *\","
          + " cause=dev.faultline.testapps.faults.NoFaults$Expected";

  @ParameterizedTest
  @JdkSource
  void rows(Jdk jdk) {
    RowsRun rows =
        RowsRun.of(NoFaults.class, jdk, app -> app.set("faultline.ignore.exceptions", IGNORED));

    rows.fault("socketTimeout_isAFault").hasType(SocketTimeoutException.class);
    rows.fault("interruption_inWhatSaysMoreIsAFault")
        .hasType(IllegalStateException.class)
        .hasLayers("task");
    rows.fault("message_ofAnotherIsAFault").hasType(IOException.class);
    rows.none("interruption_isNoFault");
    rows.none("cancellation_isNoFault");
    rows.none("interruption_inPureWrappersIsNoFault");
    rows.none("cancellation_inAWrapperIsNoFault");
    rows.none("interruptedRead_isNoFault");
    rows.none("class_isIgnored");
    rows.none("subClass_isIgnored");
    rows.none("message_isIgnored");
    rows.none("cause_isIgnored");
    rows.nothingElse();
  }
}
