// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.App;
import dev.faultline.harness.Collector;
import dev.faultline.harness.Jdk;
import dev.faultline.harness.Jdks;
import dev.faultline.harness.Run;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** OTLP/HTTP, checked by OpenTelemetry's own classes. */
class OtlpIT {
  @Test
  void json_bringsTracesAndFaults() throws IOException {
    try (Collector collector = Collector.start()) {
      assertBrings(App.of(Shop.class).set("faultline.otlp.encoding", "json"), collector);
      assertThat(collector.contentTypes()).containsExactly("application/json");
      assertThat(collector.points()).isNotEmpty();
    }
  }

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void protobuf_bringsTracesAndFaults(Jdk jdk) throws IOException {
    try (Collector collector = Collector.start()) {
      assertBrings(App.of(Shop.class).on(jdk).set("faultline.compression", "gzip"), collector);
      assertThat(collector.contentTypes()).containsExactly("application/x-protobuf");
      assertThat(collector.points()).isNotEmpty();
    }
  }

  @Test
  void protocol_isTakenFromOpenTelemetrysVariable() throws IOException {
    try (Collector collector = Collector.start()) {
      assertBrings(
          App.of(Shop.class).environment("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json"), collector);
      assertThat(collector.contentTypes()).containsExactly("application/json");
    }
  }

  @Test
  void partialSuccess_isCounted() throws IOException {
    try (Collector collector = Collector.start(Collector.Mode.PARTIAL)) {
      Run run =
          App.of(Shop.class)
              .args("10")
              .sendTo(collector)
              .expectAnyErr()
              .expectErr("\\[faultline] WARN .*one too many.*")
              .expectLosses()
              .run();
      long taken = collector.requests().stream().filter(r -> r.equals("/v1/traces 200")).count();
      assertThat(taken).isPositive();
      assertThat(run.accounts().get("spans").dropped()).isEqualTo(taken);
    }
  }

  private static void assertBrings(App app, Collector collector) {
    Run run = app.args("30").expectAnyErr().sendTo(collector).run();
    assertThat(run.out()).contains("served 30, failed 3");
    assertThat(run.faults()).hasSize(3);
    assertThat(run.traces()).hasSizeGreaterThanOrEqualTo(30);
  }
}
