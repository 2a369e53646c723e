// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import static dev.faultline.exporters.CostSteps.ALL_THE_WAY_DOWN;
import static dev.faultline.exporters.CostSteps.ALL_THE_WAY_UP;
import static dev.faultline.exporters.CostSteps.DOWN;
import static dev.faultline.exporters.CostSteps.awaitLine;
import static dev.faultline.exporters.CostSteps.awaitPoint;
import static dev.faultline.exporters.CostSteps.latest;
import static dev.faultline.exporters.CostSteps.point;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.Account;
import dev.faultline.harness.App;
import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import dev.faultline.harness.RecordedFault;
import dev.faultline.harness.RecordedPoint;
import dev.faultline.harness.Run;
import dev.faultline.harness.RunningApp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;

/** An application that does nothing but what is recorded, and a budget that has no room for it. */
@Isolated("at rest Faultline must cost less than the least that a budget acts upon")
class BudgetIT {
  private static final Pattern WORKED = Pattern.compile("worked: (\\d+) statements, (\\d+) failed");

  @TempDir Path folder;

  @ParameterizedTest
  @JdkSource(without = {11, 17, 21})
  void costAboveTheBudget_leavesOutOneThingAfterAnotherAndNoFault(Jdk jdk) throws Exception {
    Path idle = folder.resolve("idle");
    Path end = folder.resolve("end");
    App app =
        App.of(Busy.class)
            .on(jdk)
            .args(idle.toString(), end.toString())
            .set("faultline.budget.cpu", "0.01%")
            .set("faultline.budget.step-down-after", "1s")
            .set("faultline.budget.step-up-after", "1s")
            .set("faultline.metrics.interval", "3s")
            .expectErr("(?s).*WARN Faultline costs .*");
    try (RunningApp busy = app.start()) {
      awaitLine(busy, ALL_THE_WAY_DOWN);
      awaitPoint(busy.collector(), "faultline.cost.level", value -> value == 4);
      awaitPoint(busy.collector(), "faultline.cost.cpu", value -> value > 100);
      Files.createFile(idle);
      busy.awaitOut(WORKED.pattern());
      awaitLine(busy, ALL_THE_WAY_UP);
      awaitPoint(busy.collector(), "faultline.cost.level", value -> value == 0);
      assertThat(point(busy.collector(), "faultline.cost.memory").unit()).isEqualTo("By");
      Files.createFile(end);
      check(busy.awaitEnd());
    }
  }

  private static void check(Run run) {
    Matcher worked = WORKED.matcher(run.out());
    assertThat(worked.find()).isTrue();
    long statements = Long.parseLong(worked.group(1));
    long failed = Long.parseLong(worked.group(2));

    List<String> lines = CostSteps.lines(run);
    assertThat(lines).hasSize(8);
    for (int i = 0; i < 4; i++) {
      assertThat(lines.get(i))
          .matches(
              ".*WARN Faultline costs [0-9.]+ % of the process, more than faultline\\.budget\\.cpu"
                  + " of 0\\.01 %: leaves out "
                  + DOWN.get(i)
                  + " from now on");
      assertThat(lines.get(4 + i)).contains(DOWN.get(3 - i) + " are recorded again");
    }

    for (Account each : run.accounts().values()) assertThat(each.addsUp()).isTrue();
    assertThat(run.accounts().get("faults").dropped()).isZero();
    assertThat(run.accounts().get("spans").dropped()).isZero();
    assertThat(run.faults().stream().mapToLong(BudgetIT::count).sum()).isEqualTo(failed);
    assertThat(run.faults()).allSatisfy(each -> assertThat(each.traceId()).isNotEmpty());

    long counted = 0;
    for (RecordedPoint each : latest(run, "db.client.operation.duration")) {
      counted += each.count();
    }
    assertThat(counted).isPositive().isLessThan(statements);
    assertThat(run.spans())
        .extracting(each -> each.attributes().get("db.query.text"))
        .contains("SELECT ?");
  }

  private static long count(RecordedFault fault) {
    Object count = fault.attributes().get("faultline.count");
    return count instanceof Long ? (Long) count : 1;
  }
}
