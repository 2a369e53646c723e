// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare.sink;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the agents ask before they send anything: who is there (Elastic: {@code GET /}), what it can
 * take (Datadog: {@code /info}); and what else they report that is neither trace nor error.
 */
final class Elsewhere extends Endpoint {
  private static final String ELASTIC_SERVER =
      "{\"build_date\":\"2025-01-01T00:00:00Z\",\"build_sha\":\"0\",\"publish_ready\":true,"
          + "\"version\":\"8.17.0\"}";
  private static final String DATADOG_AGENT =
      "{\"version\":\"7.60.0\",\"endpoints\":[\"/v0.4/traces\",\"/v0.6/stats\"],"
          + "\"client_drop_p0s\":false,\"config\":{},\"long_running_spans\":false}";

  Elsewhere(Tally tally) {
    super(tally);
  }

  @Override
  LongAdder bytes(HttpExchange exchange) {
    return tally.otherBytes;
  }

  @Override
  void read(HttpExchange exchange, InputStream body) throws IOException {
    body.readAllBytes();
  }

  @Override
  Answer answer(HttpExchange exchange) {
    return switch (exchange.getRequestURI().getPath()) {
      case "/" -> json(200, ELASTIC_SERVER);
      case "/info" -> json(200, DATADOG_AGENT);
      case "/config/v1/agents", "/v0.6/stats" -> json(200, "{}");
      default -> json(404, "{}");
    };
  }

  static Answer json(int status, String text) {
    return new Answer(status, "application/json", text.getBytes(StandardCharsets.UTF_8));
  }
}
