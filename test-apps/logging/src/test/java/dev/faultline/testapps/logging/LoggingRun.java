// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.App;
import dev.faultline.harness.ClassPath;
import dev.faultline.harness.Jdk;
import dev.faultline.harness.RecordedFault;
import dev.faultline.testapps.faults.RowsRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The rows of {@link Lines}, and what is told of them, whatever framework they are run with. */
final class LoggingRun {
  private static final int WARN = 13;
  private static final int ERROR = 17;

  private LoggingRun() {}

  /**
   * @param libraries the folder below {@code target/libraries} that has the framework; empty when
   *     the JDK has it
   */
  static RowsRun of(Class<?> group, Jdk jdk, String libraries, UnaryOperator<App> settings) {
    List<Path> path = new ArrayList<>(ClassPath.application());
    path.addAll(jars(libraries));
    return RowsRun.of(
        group,
        jdk,
        app -> settings.apply(app.classPath(path).set("faultline.ignore.loggers", "ignored")));
  }

  static List<Path> jars(String libraries) {
    if (libraries.isEmpty()) return List.of();
    try (Stream<Path> jars = Files.list(ClassPath.target().resolve("libraries/" + libraries))) {
      return jars.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void assertCommonRows(RowsRun rows) {
    rows.fault("logged_errorWithThrowable")
        .hasType(IllegalStateException.class)
        .hasState("logged")
        .hasLayers("log")
        .hasStep("logged as ERROR by shop.Orders");
    assertSeverity(rows, "logged_errorWithThrowable", ERROR);
    rows.fault("logged_warn").hasState("logged").hasStep("logged as WARN by shop.Orders");
    assertSeverity(rows, "logged_warn", WARN);
    rows.none("logged_infoWithThrowable_isNoFault");
    rows.none("logged_disabledLevel_isNoFault");
    rows.none("logged_interruption_isNoFault");
    rows.fault("logged_thenRethrown_isToldOnce")
        .hasLayers("log", "task")
        .hasStep("logged as ERROR by shop.Orders")
        .isInATrace();
    rows.fault("logged_thenEndsItsThread_isToldOnce")
        .hasState("escaped")
        .hasLayers("log", "thread")
        .hasStep("logged as ERROR by shop.Orders")
        .hasStep("ended the thread worker");
    rows.fault("logged_outOfAFutureThatNobodyGets_isToldOnce")
        .hasState("unobserved")
        .hasLayers("log", "task")
        .hasStep("logged as ERROR by shop.Orders")
        .hasStep("nobody looked at its Future");
    rows.fault("logged_byWhoGetsTheFuture_isToldOnce")
        .hasState("logged")
        .hasLayers("task", "log")
        .hasStep("logged as ERROR by shop.Orders");
    rows.fault("logged_byAnotherThread_isToldOnce")
        .hasState("logged")
        .hasLayers("log")
        .hasStackContaining("Lines.lambda$otherThread");
    rows.fault("logged_10000Times_isOneFault").hasSteps(1).hasStep("logged as ERROR by quiet");
    rows.fault("wrappedAndLogged_isToldOnce")
        .hasType(RuntimeException.class)
        .hasRootCause(IllegalStateException.class, "wrappedAndLogged_isToldOnce")
        .hasStep("logged as WARN by shop.Stock")
        .hasStep("logged as ERROR by shop.Orders");
    rows.fault("jdbcCauseLogged_isToldOnce")
        .hasType(IllegalStateException.class)
        .hasLayers("jdbc", "log")
        .hasState("logged")
        .hasStep("left a database call")
        .hasStep("logged as ERROR by shop.Orders");
    rows.fault("loggedTwiceByTwoLoggers_isToldOnce")
        .hasStep("logged as ERROR by shop.Stock")
        .hasStep("logged as ERROR by shop.Orders");
    assertBreadcrumbs(rows);
    rows.fault("messageOfAThrowable_thatLogs")
        .hasStep("logged as ERROR by shop.Talk")
        .hasStep("logged as ERROR by shop.Orders");
    rows.fault("messageArgument_toStringIsNotCalledByFaultline");
    rows.fault("messageArgument_thatThrows");
    rows.fault("messageArgument_thatLogs").hasStep("logged as ERROR by shop.Talk");
    rows.fault("ignoredLogger").hasStep("logged as WARN by ignoredNot.Orders");
  }

  private static void assertBreadcrumbs(RowsRun rows) {
    rows.fault("logLinesBefore_areBreadcrumbs").hasStep("logged as ERROR by shop.Stock");
    for (RecordedFault fault : faults(rows, "logLinesBefore_areBreadcrumbs")) {
      List<String> crumbs = fault.list("faultline.breadcrumbs");
      assertThat(crumbs).hasSize(4);
      assertThat(crumbs.get(0)).endsWith("INFO shop.Stock: stock of nails is 3");
      assertThat(crumbs.get(1)).contains("WARN shop.Stock").doesNotContain("hunter2");
      assertThat(crumbs.get(2)).endsWith(" is null");
      assertThat(crumbs.get(3)).endsWith("ERROR shop.Stock: cannot order");
    }
    rows.fault("errorWithoutThrowable_isALineAndNoFault").hasStep("as WARN by shop.Orders");
    assertThat(crumbs(rows, "errorWithoutThrowable_isALineAndNoFault"))
        .allSatisfy(
            crumbs -> {
              assertThat(crumbs).hasSize(2);
              assertThat(crumbs.get(0)).endsWith("ERROR shop.Stock: no nails left");
            });
  }

  /** Nor is it asked by Faultline: its class is told. Log4j 1 has no placeholders. */
  static void assertArgumentIsItsClass(RowsRun rows) {
    for (List<String> crumbs : crumbs(rows, "logLinesBefore_areBreadcrumbs")) {
      assertThat(crumbs.get(2)).endsWith("stock of <" + Lines.class.getName() + "$Order> is null");
    }
  }

  private static void assertSeverity(RowsRun rows, String row, int severity) {
    for (RecordedFault fault : faults(rows, row)) {
      assertThat(fault.proto().getSeverityNumberValue()).as(row).isEqualTo(severity);
    }
  }

  /** In both runs. */
  static List<RecordedFault> faults(RowsRun rows, String row) {
    return rows.runs().stream()
        .flatMap(run -> run.faults().stream())
        .filter(fault -> fault.message().contains(row) || fault.stack().contains(": " + row))
        .toList();
  }

  /** The breadcrumbs of that row's fault, in both runs. */
  static List<List<String>> crumbs(RowsRun rows, String row) {
    return faults(rows, row).stream().map(fault -> fault.list("faultline.breadcrumbs")).toList();
  }

  /** Lines that say where they were logged, as they do without the agent. */
  static void assertLocation(Stream<String> lines, String place) {
    assertThat(lines).anyMatch(line -> line.contains(" at " + place));
  }
}
