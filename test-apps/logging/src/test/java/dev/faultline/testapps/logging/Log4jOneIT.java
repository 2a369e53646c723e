// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.logging;

import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import dev.faultline.harness.Run;
import dev.faultline.testapps.faults.RowsRun;
import org.junit.jupiter.params.ParameterizedTest;

/** What is logged by Log4j 1, which old applications have, as reload4j. */
class Log4jOneIT {
  @ParameterizedTest
  @JdkSource(ends = true)
  void reload4j_rows(Jdk jdk) {
    RowsRun rows =
        LoggingRun.of(
            Log4jOne.class,
            jdk,
            "over-reload4j",
            app -> app.set("org.jboss.logging.provider", "log4j"));
    LoggingRun.assertCommonRows(rows);
    rows.fault("exceptionForAMessage_isTold").hasStep("logged as ERROR by shop.Orders");
    rows.fault("logged_fatal").hasStep("logged as ERROR by shop.Orders");
    rows.fault("throughSlf4j_isTold").hasSteps(1).hasStep("logged as ERROR by shop.Orders");
    rows.fault("throughCommonsLogging_isTold").hasSteps(1).hasStep("as ERROR by shop.Orders");
    rows.fault("throughJBossLogging_isTold").hasSteps(1).hasStep("as ERROR by shop.Orders");
    rows.nothingElse();
    for (Run run : rows.runs()) {
      LoggingRun.assertLocation(
          run.out().lines(), "dev.faultline.testapps.logging.Log4jOne.fatal:");
    }
  }
}
