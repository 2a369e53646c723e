// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.scale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.App;
import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import dev.faultline.harness.Run;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;

/** Class loaders that come and go. */
class LoadersIT {
  @ParameterizedTest
  @JdkSource(ends = true)
  void throwAwayLoaders_leaveNothing(Jdk jdk) {
    String count = Size.of(10_000, 50_000);
    Run run =
        App.of(Loaders.class)
            .on(jdk)
            .args(count)
            .jvmArgs("-Xmx64m")
            .timeout(Duration.ofMinutes(5))
            .run();
    Remains.areTheSame(run);
    long woven =
        run.report()
            .lines()
            .filter(line -> line.startsWith("woven " + Loaders.class.getPackageName() + ".thrown."))
            .count();
    assertThat(woven).isGreaterThan(1_000);
    assertThat(run.faults())
        .isNotEmpty()
        .allMatch(fault -> fault.type().endsWith(".Broken") && fault.message().equals("broken"));
    long told =
        run.faults().stream().mapToLong(f -> (Long) f.attributes().get("faultline.count")).sum();
    assertThat(told).isEqualTo(Integer.parseInt(count) / 100);
  }
}
