// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.App;
import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import dev.faultline.harness.RecordedFault;
import dev.faultline.harness.Run;
import dev.faultline.testapps.faults.RowsRun;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;

/** What is logged by Log4j, at once and later. */
class Log4jIT {
  private static final String CONFIGURATION = "log4j2.configurationFile";

  @ParameterizedTest
  @JdkSource(without = 11)
  void log4j217_rows(Jdk jdk) {
    assertRows(run(jdk, "log4j-2.17", app -> app), Run::out);
  }

  @ParameterizedTest
  @JdkSource(without = 11)
  void log4j225_rows(Jdk jdk) {
    assertRows(run(jdk, "log4j-2.25", app -> app), Run::out);
  }

  @ParameterizedTest
  @JdkSource(without = 11)
  void asyncLogger_linesAreThoseOfTheThreadThatLogs(Jdk jdk) {
    assertRows(run(jdk, "log4j-2.25", asyncLoggers()), Run::err);
  }

  @ParameterizedTest
  @JdkSource(ends = true)
  void asyncLoggerOf217_linesAreThoseOfTheThreadThatLogs(Jdk jdk) {
    assertRows(run(jdk, "log4j-2.17", asyncLoggers()), Run::err);
  }

  @ParameterizedTest
  @JdkSource(ends = true)
  void asyncLoggerConfig_linesAreThoseOfTheThreadThatLogs(Jdk jdk) {
    assertRows(run(jdk, "log4j-2.25", app -> app.set(CONFIGURATION, "log4j2-mixed.xml")), Run::err);
  }

  @ParameterizedTest
  @JdkSource(ends = true)
  void asyncAppender_linesAreThoseOfTheThreadThatLogs(Jdk jdk) {
    // Not the rows that say how often a message was asked for its text: it is another thread's
    // turn.
    String[] names = {"logged_errorWithThrowable", "logged_throwableAsLastArgument"};
    RowsRun rows =
        run(jdk, "log4j-2.25", app -> app.set(CONFIGURATION, "log4j2-appender.xml").args(names));
    for (String each : names) rows.fault(each).hasStep("logged as ERROR by shop.Orders");
    rows.nothingElse();
    assertLocations(rows, Run::err);
  }

  private static UnaryOperator<App> asyncLoggers() {
    return app ->
        app.set(CONFIGURATION, "log4j2-async.xml")
            .set(
                "log4j2.contextSelector",
                "org.apache.logging.log4j.core.async.AsyncLoggerContextSelector");
  }

  private static RowsRun run(Jdk jdk, String libraries, UnaryOperator<App> settings) {
    // Log4j writes the identity hash code of an argument that it could not format.
    String[] sameHashCodes = {"-XX:+UnlockExperimentalVMOptions", "-XX:hashCode=2"};
    return LoggingRun.of(
        Log4j.class, jdk, libraries, app -> settings.apply(app).jvmArgs(sameHashCodes));
  }

  private static void assertRows(RowsRun rows, Function<Run, String> written) {
    LoggingRun.assertCommonRows(rows);
    LoggingRun.assertArgumentIsItsClass(rows);
    rows.fault("logged_throwableAsLastArgument").hasStep("logged as ERROR by shop.Orders");
    rows.fault("logged_fatal").hasStep("logged as ERROR by shop.Orders");
    rows.fault("logged_ownLevel").hasStep("logged as WARN by shop.Orders");
    rows.fault("fluent_isTold").hasStep("logged as ERROR by shop.Orders");
    rows.fault("supplier_isAskedOnce");
    rows.fault("ownMessage_isNotAsked");
    assertThat(firstCrumbs(rows, "ownMessage_isNotAsked"))
        .allMatch(crumb -> crumb.endsWith(": <" + Log4j.class.getName() + "$Told>"));
    rows.fault("ownObject_isNotAsked");
    rows.fault("printf_isFormatted");
    assertThat(firstCrumbs(rows, "printf_isFormatted"))
        .allMatch(crumb -> crumb.endsWith("INFO shop.Stock: nails: 3 left"));
    rows.fault("marked_isTold").hasStep("logged as WARN by shop.Orders");
    rows.fault("reusedMessage_isReadAtOnce");
    for (List<String> crumbs : LoggingRun.crumbs(rows, "reusedMessage_isReadAtOnce")) {
      for (int i = 0; i < 3; i++) assertThat(crumbs.get(i)).endsWith(": " + (i + 1) + " of 3");
    }
    rows.fault("appender_thatThrows").hasStep("logged as ERROR by shop.Broken");
    rows.fault("ofAnotherLoader_isTold").hasStep("logged as ERROR by other.Orders");
    rows.nothingElse();
    assertLocations(rows, written);
  }

  private static void assertLocations(RowsRun rows, Function<Run, String> written) {
    for (Run run : rows.runs()) {
      LoggingRun.assertLocation(
          written.apply(run).lines(), "dev.faultline.testapps.logging.Log4j.lastArgument:");
    }
  }

  private static Stream<String> firstCrumbs(RowsRun rows, String row) {
    return LoggingRun.faults(rows, row).stream()
        .map((RecordedFault fault) -> fault.list("faultline.breadcrumbs").get(0));
  }
}
