// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.App;
import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import dev.faultline.harness.RecordedFault;
import dev.faultline.harness.Run;
import dev.faultline.testapps.faults.RowsRun;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;

/** What is logged through SLF4J to Logback, and through java.util.logging to both. */
class LogbackIT {
  @ParameterizedTest
  @JdkSource(without = 11)
  void logback12_rows(Jdk jdk) {
    RowsRun rows = run(jdk, "logback-1.2", app -> app);
    assertRows(rows);
    assertLocations(rows);
  }

  @ParameterizedTest
  @JdkSource(min = 17)
  void logback15_rows(Jdk jdk) {
    RowsRun rows = run(jdk, "logback-1.5", app -> app);
    assertRows(rows);
    assertLocations(rows);
  }

  @ParameterizedTest
  @JdkSource(ends = true)
  void asyncAppender_linesAreThoseOfTheThreadThatLogs(Jdk jdk) {
    RowsRun rows =
        run(jdk, "logback-1.2", app -> app.set("logback.configurationFile", "logback-async.xml"));
    assertRows(rows);
    for (Run run : rows.runs()) {
      LoggingRun.assertLocation(
          run.err().lines(), "dev.faultline.testapps.logging.Logback.lastArgument:");
    }
  }

  private static RowsRun run(Jdk jdk, String libraries, UnaryOperator<App> settings) {
    return LoggingRun.of(Logback.class, jdk, libraries, settings);
  }

  private static void assertRows(RowsRun rows) {
    LoggingRun.assertCommonRows(rows);
    LoggingRun.assertArgumentIsItsClass(rows);
    rows.fault("logged_throwableAsLastArgument").hasStep("logged as ERROR by shop.Orders");
    rows.fault("logged_throwableForAPlaceholder").hasStep("logged as ERROR by shop.Orders");
    rows.fault("bridged_isToldOnce").hasStep("logged as ERROR by shop.Bridged");
    rows.fault("bridged_warning_isALineOnce");
    for (RecordedFault fault : LoggingRun.faults(rows, "bridged_warning_isALineOnce")) {
      assertThat(fault.list("faultline.breadcrumbs")).hasSize(2);
      assertThat(fault.list("faultline.breadcrumbs").get(0)).endsWith(": only 3 left");
    }
    rows.fault("fluent_isTold").hasStep("logged as ERROR by shop.Orders");
    rows.fault("appender_thatLogs").hasStep("logged as ERROR by shop.Echo");
    rows.fault("appender_thatThrows").hasStep("logged as ERROR by shop.Broken");
    rows.fault("marked_isTold").hasStep("logged as WARN by shop.Orders");
    rows.fault("ofAnotherLoader_isTold").hasStep("logged as ERROR by other.Orders");
    rows.fault("mdc_isUntouched");
    rows.nothingElse();
  }

  /** Those of all lines are the same as without the agent: they are compared with the rest. */
  private static void assertLocations(RowsRun rows) {
    for (Run run : rows.runs()) {
      LoggingRun.assertLocation(
          run.out().lines(), "dev.faultline.testapps.logging.Logback.lastArgument:");
    }
  }
}
