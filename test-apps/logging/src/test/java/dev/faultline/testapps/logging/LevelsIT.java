// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.Account;
import dev.faultline.harness.App;
import dev.faultline.harness.ClassPath;
import dev.faultline.harness.RecordedFault;
import dev.faultline.harness.RecordedLine;
import dev.faultline.harness.RecordedSpan;
import dev.faultline.harness.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which lines are sent as records of their own. */
class LevelsIT {
  private static final long HALF = 1L << 55;

  @ParameterizedTest
  @CsvSource({"jul,''", "logback,logback-1.2", "log4j,log4j-2.25"})
  void levels_areSampled(String framework, String libraries) {
    Run run =
        app(framework, libraries)
            .set("faultline.logs.warn", "shop.Stock")
            .set("faultline.logs.info", "0.5")
            .set("faultline.ignore.loggers", "ignored")
            .run();

    assertThat(run.out()).isEqualTo(app(framework, libraries).withoutAgent().run().out());
    assertOutside(run.lines());
    assertTraces(run);
    assertThat(run.faults()).extracting(RecordedFault::message).containsExactly("told as a fault");
    Account logs = run.accounts().get("logs");
    assertThat(logs.delivered()).isEqualTo(logs.recorded()).isEqualTo(run.lines().size());
  }

  @Test
  void byDefault_errorsAreSentAndWarningsAreNot() {
    Run run = app("jul", "").run();

    Map<String, Long> levels =
        run.lines().stream()
            .collect(Collectors.groupingBy(RecordedLine::level, Collectors.counting()));
    assertThat(levels.get("ERROR")).isEqualTo(3 + Levels.TASKS / 20);
    assertThat(levels).doesNotContainKey("WARN");
    assertThat(levels.getOrDefault("INFO", 0L)).isLessThan(60); // some 6 of 600
  }

  @Test
  void switchedOff_sendsNoLine() {
    Run run =
        app("jul", "").set("faultline.logs.error", "false").set("faultline.logs.info", "0").run();
    assertThat(run.lines()).isEmpty();
    assertThat(run.accounts().get("logs").recorded()).isZero();
  }

  @Test
  void storm_isAccountedForAndPushesOutNoFault() {
    Run run =
        App.of(LineStorm.class)
            .jvmArgs("-Xmx64m")
            .set("faultline.queue.max-bytes", "1MB") // the collector keeps all it is sent
            .expectErr("\\[faultline] WARN Dropped .* logs.*")
            .run();

    assertThat(run.out()).contains("logged " + LineStorm.LINES + ", failed " + LineStorm.FAULTS);
    Map<String, Account> accounts = run.accounts();
    Account logs = accounts.get("logs");
    assertThat(logs.addsUp()).isTrue();
    assertThat(logs.recorded()).isEqualTo(LineStorm.LINES);
    assertThat(logs.pending()).isZero();
    assertThat(logs.delivered()).isEqualTo(run.lines().size()).isPositive();
    for (String kind : List.of("sightings", "faults", "spans")) {
      assertThat(accounts.get(kind).dropped()).as(kind).isZero();
      assertThat(accounts.get(kind).pending()).as(kind).isZero();
    }
    long told =
        run.faults().stream().mapToLong(f -> Long.parseLong(f.text("faultline.count"))).sum();
    assertThat(told).isEqualTo(LineStorm.FAULTS);
  }

  private static App app(String framework, String libraries) {
    List<Path> path = new ArrayList<>(ClassPath.application());
    path.addAll(LoggingRun.jars(libraries));
    return App.of(Levels.class).classPath(path).args(framework).expectAnyErr();
  }

  private static void assertOutside(List<RecordedLine> lines) {
    List<RecordedLine> outside = lines.stream().filter(l -> l.traceId().isEmpty()).toList();
    assertThat(outside)
        .filteredOn(line -> !line.level().equals("INFO"))
        .extracting(Object::toString)
        .containsExactly(
            "ERROR shop.Orders: no nails left, password=[Filtered]",
            "ERROR shop.Orders: stopped",
            "WARN shop.Stock.Nails: few nails");
    List<RecordedLine> infos = outside.stream().filter(l -> l.level().equals("INFO")).toList();
    assertThat(infos.size()).isBetween(50, 150); // 100, and seven times its deviation
    assertThat(infos.get(0).message()).startsWith("stock of alone is ");
  }

  /** Both lines of a trace or none, as its id says; and each error, whatever it says. */
  private static void assertTraces(Run run) {
    Map<String, List<String>> infos = new TreeMap<>();
    for (RecordedLine line : run.lines()) {
      if (line.traceId().isEmpty() || !line.level().equals("INFO")) continue;
      infos.computeIfAbsent(line.traceId(), id -> new ArrayList<>()).add(line.message());
    }
    Set<String> all = // but that of the connection
        run.spans().stream()
            .filter(span -> span.attributes().containsKey("db.query.text"))
            .map(RecordedSpan::traceId)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> expected = all.stream().filter(LevelsIT::isInHalf).collect(Collectors.toSet());
    assertThat(all).hasSize(Levels.TASKS);
    assertThat(infos.keySet()).isEqualTo(expected);
    assertThat(infos.values())
        .allSatisfy(
            messages -> {
              assertThat(messages).hasSize(2);
              assertThat(messages.get(0)).startsWith("stock of before is ");
              assertThat(messages.get(1)).startsWith("stock of after is ");
            });
    assertThat(inATrace(run, "ERROR")).hasSize(Levels.TASKS / 20);
    assertThat(inATrace(run, "WARN")).hasSize(Levels.TASKS / 40);
    assertThat(all).containsAll(inATrace(run, "ERROR"));
  }

  private static List<String> inATrace(Run run, String level) {
    return run.lines().stream()
        .filter(line -> line.level().equals(level) && !line.traceId().isEmpty())
        .map(RecordedLine::traceId)
        .toList();
  }

  /** By the right-most 56 bits, as OpenTelemetry samples. */
  private static boolean isInHalf(String traceId) {
    return Long.parseLong(traceId.substring(18), 16) >= HALF;
  }
}
