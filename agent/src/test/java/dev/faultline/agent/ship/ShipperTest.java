// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.export.Signal;
import dev.faultline.agent.export.otlp.Otlp;
import dev.faultline.bootstrap.trace.Trace;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShipperTest {
  private final FakeCollector collector = new FakeCollector();

  @AfterEach
  void close() {
    collector.close();
  }

  @Test
  void shipper_deliversSpansAndFaultsLinked() {
    Recordings.clear();
    Shipper shipper = Shipper.start(config(collector.endpoint()));
    Recordings.request(200, 3);
    Trace failed = Recordings.failedRequest("duplicate key");
    Awaitility.await()
        .atMost(1, TimeUnit.MINUTES)
        .until(() -> collector.spans.size() == 6 && collector.logs.size() == 1);
    shipper.close();

    assertThat(collector.invalid).isEmpty();
    LogRecord log = collector.logs.get(0);
    assertThat(Otlp.attributes(log.getAttributesList()))
        .containsEntry("exception.type", "java.lang.IllegalStateException")
        .containsEntry("db.response.status_code", "23505")
        .containsEntry("faultline.layers", List.of("jdbc", "servlet"));
    assertThat(collector.spans.stream().map(Span::getSpanId)).contains(log.getSpanId());
    assertThat(shipper.account().tally("otlp", Signal.SPANS).pending()).isZero();
    assertThat(failed.isFaulted()).isTrue();
  }

  static AgentConfig config(String endpoint) {
    return AgentConfig.of(
        Map.of(
            "endpoint", endpoint,
            "service", "shop",
            "batch.delay", "20ms",
            "shutdown.timeout", "5s"));
  }
}
