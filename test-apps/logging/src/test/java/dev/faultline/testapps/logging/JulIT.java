// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.logging;

import dev.faultline.harness.App;
import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import dev.faultline.harness.Run;
import dev.faultline.testapps.faults.RowsRun;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;

/** What is logged by java.util.logging, with the JDK's log manager and with JBoss's. */
class JulIT {
  @ParameterizedTest
  @JdkSource
  void jul_rows(Jdk jdk) {
    assertRows(LoggingRun.of(Jul.class, jdk, "", app -> app));
  }

  @ParameterizedTest
  @JdkSource
  void jboss21_rows(Jdk jdk) {
    assertRows(LoggingRun.of(Jul.class, jdk, "jboss-2.1", jboss()));
  }

  @ParameterizedTest
  @JdkSource(min = 17)
  void jboss31_rows(Jdk jdk) {
    assertRows(LoggingRun.of(Jul.class, jdk, "jboss-3.1", jboss()));
  }

  private static UnaryOperator<App> jboss() {
    return app -> app.set("java.util.logging.manager", "org.jboss.logmanager.LogManager");
  }

  private static void assertRows(RowsRun rows) {
    LoggingRun.assertCommonRows(rows);
    rows.fault("record_isTold").hasStep("logged as ERROR by shop.Orders");
    rows.none("record_ofADisabledLevel_isNoFault");
    rows.fault("record_withoutLoggerName_hasItsLoggers").hasStep("by shop.Orders");
    rows.fault("ownRecord_isNotAskedForItsMessage").hasStep("logged as ERROR by shop.Orders");
    rows.none("filtered_isNoFault");
    rows.fault("supplier_isAskedOnce");
    rows.none("throwing_isNoFault");
    rows.fault("handler_thatThrows").hasStep("logged as ERROR by shop.Broken");
    rows.nothingElse();
    for (Run run : rows.runs()) {
      LoggingRun.assertLocation(run.out().lines(), "dev.faultline.testapps.logging.Jul.supplier ");
    }
  }
}
