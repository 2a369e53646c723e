// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.harness.App;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** No secret leaves the process, wherever an application has put it. */
class SecretsIT {
  @Test
  void otlp_tellsNone() throws IOException {
    try (Wire wire = Wire.start()) {
      run(Planted.app().set("faultline.endpoint", wire.address()));
      String received = wire.received();
      Planted.assertNoneIn(received);
      assertThat(received)
          .contains("/v1/traces", "/v1/logs", "/v1/metrics")
          .contains("theme=harmless", "harmless line, token=[Filtered]", "token=[Filtered]&page=2")
          .contains("CREATE USER harmless PASSWORD ?")
          .contains("worker token=[Filtered]");
    }
  }

  @Test
  void otlp_tellsNothingOfWhatIsSwitchedOff() throws IOException {
    try (Wire wire = Wire.start()) {
      run(
          Planted.app()
              .set("faultline.endpoint", wire.address())
              .set("faultline.request.headers", "")
              .set("faultline.request.failed-headers", "")
              .set("faultline.request.parameters", "false")
              .set("faultline.request.session", "false")
              .set("faultline.record.query", "false")
              .set("faultline.record.client-address", "false")
              .set("faultline.record.user-agent", "false")
              .set("faultline.record.exception-messages", "false")
              .set("faultline.record.sql-text", "false")
              .set("faultline.record.breadcrumbs", "false")
              .set("faultline.record.log-messages", "false")
              .set("faultline.record.host-name", "false"));
      assertThat(wire.received())
          .contains("/v1/traces", "/v1/logs", "exception.stacktrace", "db.query.summary")
          .doesNotContain("harmless")
          .doesNotContain("url.query")
          .doesNotContain("client.address")
          .doesNotContain("user_agent.original")
          .doesNotContain("exception.message\"")
          .doesNotContain("root_cause.message")
          .doesNotContain("db.query.text")
          .doesNotContain("faultline.breadcrumbs")
          .doesNotContain("session.hash")
          .doesNotContain("host.name")
          .doesNotContainIgnoringCase("planted");
    }
  }

  /** That it would be found. */
  @Test
  void search_findsWhatWasTold() {
    assertThatThrownBy(() -> Planted.assertNoneIn("harmless after lines password=planted01"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("planted01");
    assertThatThrownBy(() -> Planted.assertNoneIn("")).isInstanceOf(AssertionError.class);
  }

  private static void run(App app) {
    assertThat(app.run().out()).contains("planted");
  }
}
