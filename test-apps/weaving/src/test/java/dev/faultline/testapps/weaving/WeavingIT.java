// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.App;
import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import dev.faultline.harness.Run;
import dev.faultline.harness.RunningApp;
import org.junit.jupiter.params.ParameterizedTest;

class WeavingIT {
  private static final String LATE = "dev.faultline.testapps.weaving.Late";
  private static final String FUTURE_TASK = "java.util.concurrent.FutureTask";

  @ParameterizedTest
  @JdkSource
  void applicationWithNothingToWeave_loadsNoByteBuddy(Jdk jdk) {
    Run run =
        App.of(Nothing.class)
            .on(jdk)
            .withoutLauncher()
            .jvmArgs("-verbose:class")
            .set("faultline.shutdown.timeout", "60s")
            .run();
    assertThat(run.out()).contains("done", "dev.faultline.agent.weave.Weaver");
    assertThat(run.out()).doesNotContain("net.bytebuddy");
    assertThat(run.report().lines())
        .isNotEmpty()
        .allMatch(
            line ->
                line.matches(
                    "woven java\\.lang\\.((Virtual)?Thread|ThreadGroup) bootstrap thread"));
  }

  @ParameterizedTest
  @JdkSource(min = 11)
  void jdkClassLoadedByTheWeaversOwnWork_isWovenAfterwards(Jdk jdk) {
    Run run = untilWovenAgain(jdk, "busy", FUTURE_TASK);
    assertThat(run.report()).contains("woven " + FUTURE_TASK + " bootstrap executor");
    assertThat(run.report()).contains("woven " + LATE + " ");
  }

  @ParameterizedTest
  @JdkSource(min = 11)
  void classWhoseSuperTypesCannotBeRead_isWovenOnceItIsLoaded(Jdk jdk) {
    Run run = untilWovenAgain(jdk, "silent", LATE);
    assertThat(run.report()).contains("woven " + LATE + " ");
  }

  private static Run untilWovenAgain(Jdk jdk, String loader, String type) {
    App app = App.of(OddLoaders.class).on(jdk).args(loader).withoutLauncher();
    try (RunningApp running = app.jvmArgs("-Xlog:redefine+class+load").start()) {
      running.awaitOut("loaded");
      running.awaitOut("redefined name=" + type.replace(".", "\\.") + ",");
      return running.stop();
    }
  }
}
