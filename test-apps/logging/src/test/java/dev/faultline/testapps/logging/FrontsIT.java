// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import dev.faultline.testapps.faults.RowsRun;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;

/** Whatever a library logs by, a line is one line, and an exception one fault. */
class FrontsIT {
  @ParameterizedTest
  @JdkSource(ends = true)
  void overLogback_isToldOnce(Jdk jdk) {
    Map<String, String> settings = Map.of("org.jboss.logging.provider", "slf4j");
    assertToldOnce(jdk, "logback", settings, "log4j", "log4jOne", "jul", "commons", "jboss");
  }

  @ParameterizedTest
  @JdkSource(ends = true)
  void overTheJdk_isToldOnce(Jdk jdk) {
    Map<String, String> settings = Map.of("org.jboss.logging.provider", "jdk");
    assertToldOnce(jdk, "jdk", settings, "slf4j", "log4j", "commons", "jboss");
  }

  @ParameterizedTest
  @JdkSource(ends = true)
  void overLog4j_isToldOnce(Jdk jdk) {
    Map<String, String> settings =
        Map.of(
            "org.jboss.logging.provider",
            "log4j2",
            "java.util.logging.manager",
            "org.apache.logging.log4j.jul.LogManager");
    assertToldOnce(jdk, "log4j", settings, "slf4j", "log4jOne", "jul", "commons", "jboss");
  }

  private static void assertToldOnce(
      Jdk jdk, String framework, Map<String, String> settings, String... fronts) {
    RowsRun rows =
        LoggingRun.of(
            Fronts.class,
            jdk,
            "over-" + framework,
            app -> {
              settings.forEach(app::set);
              return app.args(framework).args(fronts);
            });
    for (String front : fronts) assertFront(rows, front);
    rows.nothingElse();
  }

  private static void assertFront(RowsRun rows, String front) {
    assertOneStep(rows.fault(front + "_error_isToldOnce"), "logged as ERROR by shop.Orders");
    for (List<String> crumbs : LoggingRun.crumbs(rows, front + "_error_isToldOnce")) {
      assertThat(crumbs).as(front).hasSize(2);
      assertThat(crumbs.get(0)).endsWith("INFO shop.Stock: stock of nails is 3");
      assertThat(crumbs.get(1)).endsWith("ERROR shop.Orders: cannot order");
    }
    assertOneStep(rows.fault(front + "_warn_isToldOnce"), "logged as WARN by shop.Orders");
    rows.none(front + "_info_isNoFault");
    rows.none(front + "_disabledLevel_isNoFault");
  }

  private static void assertOneStep(RowsRun.RowFault fault, String step) {
    fault.hasState("logged").hasLayers("log").hasSteps(1).hasStep(step);
  }
}
