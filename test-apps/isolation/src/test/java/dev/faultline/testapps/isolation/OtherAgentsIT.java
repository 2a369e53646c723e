// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.isolation;

import static dev.faultline.harness.FaultlineAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.App;
import dev.faultline.harness.ClassPath;
import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import dev.faultline.harness.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

class OtherAgentsIT {
  @TempDir Path folder;

  @ParameterizedTest
  @JdkSource(ends = true)
  void jacoco_andFaultlineBothDoTheirWork(Jdk jdk) throws IOException {
    Path coverage = folder.resolve("jacoco.exec");
    Path jacoco = ClassPath.target().resolve("agents/jacoco.jar");
    Run run =
        App.of(Orders.class)
            .on(jdk)
            .args("100")
            .jvmArgs("-javaagent:" + jacoco + "=destfile=" + coverage)
            .run();

    assertThat(run.out()).contains("placed 90, refused 10");
    assertThat(Files.size(coverage)).isPositive();
    assertThat(run).hasFaults(10);
  }
}
