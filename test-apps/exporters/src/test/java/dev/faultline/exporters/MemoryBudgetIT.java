// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import static dev.faultline.exporters.CostSteps.ALL_THE_WAY_DOWN;
import static dev.faultline.exporters.CostSteps.ALL_THE_WAY_UP;
import static dev.faultline.exporters.CostSteps.DOWN;
import static dev.faultline.exporters.CostSteps.awaitLine;
import static dev.faultline.exporters.CostSteps.latest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.Account;
import dev.faultline.harness.App;
import dev.faultline.harness.Collector;
import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import dev.faultline.harness.RecordedFault;
import dev.faultline.harness.RecordedPoint;
import dev.faultline.harness.RecordedSpan;
import dev.faultline.harness.Run;
import dev.faultline.harness.RunningApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * An endpoint that is down for a while, and a budget that has no room for what waits for it. One
 * round of requests before that, one meanwhile, one when all that can be left out is, and one when
 * all is well again.
 */
class MemoryBudgetIT {
  private static final int REQUESTS = 200;
  private static final int FAILED = REQUESTS / 10;

  @TempDir Path files;

  @ParameterizedTest
  @JdkSource(min = 17, max = 17) // it takes half a minute, and asks nothing of the JDK
  void memoryAboveTheBudget_leavesOutWhatItSaysAndNoFaultAndNoCount(Jdk jdk) throws Exception {
    Run run = run(app(jdk));
    for (Account each : run.accounts().values()) assertThat(each.addsUp()).isTrue();
    checkLines(CostSteps.lines(run));
    assertThat(latest(run, "faultline.cost.level"))
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each.value()).isZero());
    checkFaults(run);
    checkRequests(run);
    // all files are there now: it does not wait
    assertThat(run.out()).isEqualTo(app(jdk).withoutAgent().run().out());
  }

  private App app(Jdk jdk) {
    return App.of(Rounds.class)
        .on(jdk)
        .args(Integer.toString(REQUESTS), files.toString())
        .set("faultline.budget.memory", "64KB")
        .set("faultline.budget.step-down-after", "1s")
        .set("faultline.budget.step-up-after", "1s")
        .set("faultline.metrics.interval", "500ms")
        .expectAnyErr()
        .expectErr("\\[faultline] WARN (Faultline (costs|holds)|Cannot deliver) .*");
  }

  private Run run(App app) throws IOException {
    try (RunningApp rounds = app.start()) {
      Collector collector = rounds.collector();
      play(rounds, 1);
      collector.switchTo(Collector.Mode.UNAVAILABLE);
      play(rounds, 2);
      awaitLine(rounds, ALL_THE_WAY_DOWN);
      play(rounds, 3);
      // What its metrics said meanwhile is superseded by what they say when it is up: see BudgetIT.
      collector.switchTo(Collector.Mode.OK);
      awaitLine(rounds, ALL_THE_WAY_UP);
      play(rounds, 4);
      Files.createFile(files.resolve("end"));
      return rounds.awaitEnd();
    }
  }

  private void play(RunningApp rounds, int round) throws IOException {
    Files.createFile(files.resolve(Integer.toString(round)));
    rounds.awaitOut("round " + round + ": served " + REQUESTS + ", failed " + FAILED);
  }

  private static void checkLines(List<String> lines) {
    assertThat(lines).hasSize(8);
    for (int i = 0; i < 4; i++) {
      assertThat(lines.get(i))
          .matches(
              ".*WARN Faultline holds [0-9]+ KB, more than faultline\\.budget\\.memory of 64 KB:"
                  + " leaves out "
                  + DOWN.get(i)
                  + " from now on");
      assertThat(lines.get(4 + i)).contains(DOWN.get(3 - i) + " are recorded again");
    }
  }

  /** All of them, each in its trace, whatever was left out. */
  private static void checkFaults(Run run) {
    for (String each : new String[] {"faults", "spans"}) {
      assertThat(run.accounts().get(each).dropped()).as(each).isZero();
    }
    assertThat(run.faults().stream().mapToLong(MemoryBudgetIT::count).sum()).isEqualTo(4 * FAILED);
    assertThat(run.faults()).allSatisfy(each -> assertThat(each.traceId()).isNotEmpty());
  }

  private static void checkRequests(Run run) {
    long counted = 0;
    for (RecordedPoint each : latest(run, "http.server.request.duration")) counted += each.count();
    assertThat(counted).isEqualTo(4 * REQUESTS);

    Set<String> told = run.spans().stream().map(RecordedSpan::traceId).collect(Collectors.toSet());
    assertThat(told).containsAll(traceIds(1, 1)).containsAll(traceIds(4, 1));
    assertThat(told).containsAll(traceIds(3, 10));
    List<String> third = traceIds(3, 1);
    assertThat(third.stream().filter(told::contains)).hasSize(FAILED);
  }

  /** Of every so many requests of a round. */
  private static List<String> traceIds(int round, int every) {
    return IntStream.rangeClosed((round - 1) * REQUESTS + 1, round * REQUESTS)
        .filter(id -> id % every == 0)
        .mapToObj(id -> String.format("0af7651916cd43dd8448eb211c80%04x", id))
        .toList();
  }

  private static long count(RecordedFault fault) {
    Object count = fault.attributes().get("faultline.count");
    return count instanceof Long ? (Long) count : 1;
  }
}
