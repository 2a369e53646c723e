// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.Account;
import dev.faultline.harness.App;
import dev.faultline.harness.Collector;
import dev.faultline.harness.Collector.Mode;
import dev.faultline.harness.Jdk;
import dev.faultline.harness.Jdks;
import dev.faultline.harness.Run;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever becomes of what is sent, the application is as it would be without the agent. */
class EndpointIT {
  private static final int ORDERS = 30_000;

  /** One that encodes, and one that delivers. */
  private static final int THREADS = 2;

  private static final Jdk JDK = Jdks.newestUpTo(17);
  private static String without = "";

  @ParameterizedTest
  @EnumSource
  void application_isUnchangedWhateverTheEndpointDoes(Mode mode) throws IOException {
    try (Collector collector = Collector.start(mode)) {
      App app = orders().sendTo(collector).set("faultline.shutdown.timeout", "1s");
      Run run = app.expectLosses().expectErr("\\[faultline\\] WARN .*").run();

      assertThat(results(run)).isEqualTo(without()).contains("refused 3000");
      assertThat(remarks(run).stream().filter(line -> line.contains("faultline-")))
          .hasSizeLessThanOrEqualTo(THREADS);
      assertThat(run.accounts().values()).isNotEmpty().allMatch(Account::addsUp);
      assertThat(run.accounts().get("spans").recorded()).isPositive();
      checkDelivered(run.accounts().get("spans"), collector.spans().size());
      checkDelivered(run.accounts().get("faults"), collector.faults().size());
    }
  }

  /**
   * What arrived without that the agent has read the answer, at the very end, counts as dropped.
   */
  private static void checkDelivered(Account account, long arrived) {
    assertThat(arrived).isBetween(account.delivered(), account.recorded());
  }

  /** Small enough that anything unbounded would show as an OutOfMemoryError. */
  private static App orders() {
    return App.of(Orders.class).on(JDK).args("" + ORDERS).jvmArgs("-Xmx48m");
  }

  private static synchronized String without() {
    if (without.isEmpty()) without = results(orders().withoutAgent().run());
    return without;
  }

  private static String results(Run run) {
    return String.join("\n", run.out().lines().filter(line -> !line.startsWith("#")).toList());
  }

  private static List<String> remarks(Run run) {
    return run.out().lines().filter(line -> line.startsWith("#")).toList();
  }
}
