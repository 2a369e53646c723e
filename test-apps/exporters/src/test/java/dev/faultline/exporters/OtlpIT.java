// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.App;
import dev.faultline.harness.Run;
import org.junit.jupiter.api.Test;

/** OTLP/HTTP, checked by OpenTelemetry's own classes. */
class OtlpIT {
  @Test
  void json_bringsTracesAndFaults() {
    Run run = App.of(Shop.class).args("30").expectAnyErr().run();

    assertThat(run.out()).contains("served 30, failed 3");
    assertThat(run.faults()).hasSize(3);
    assertThat(run.traces()).hasSizeGreaterThanOrEqualTo(30);
  }
}
