// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.App;
import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import dev.faultline.harness.RecordedSpan;
import dev.faultline.harness.Run;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;

/** What was going on when the JVM ended is told, as far as it had come. */
class UnfinishedIT {
  @ParameterizedTest
  @JdkSource
  void openRequest_isToldAsUnfinishedWithItsOpenStatement(Jdk jdk) {
    Run run =
        App.of(Stuck.class)
            .on(jdk)
            .set("faultline.sample.rate", 0)
            .set("faultline.shutdown.timeout", "5s")
            .withoutLauncher()
            .expectAnyErr()
            .run();

    assertThat(run.out()).contains("exiting");
    List<RecordedSpan> open =
        run.spans().stream()
            .filter(span -> span.attributes().containsKey("faultline.unfinished"))
            .toList();
    assertThat(open).extracting(RecordedSpan::name).containsExactly("CALL wait", "GET /report");
    assertThat(open.get(0).parentId()).isEqualTo(open.get(1).spanId());
    assertThat(run.spans())
        .extracting(RecordedSpan::name)
        .contains("CREATE TABLE report"); // what it had done before
    assertThat(run.accounts().get("spans").addsUp()).isTrue();
  }
}
