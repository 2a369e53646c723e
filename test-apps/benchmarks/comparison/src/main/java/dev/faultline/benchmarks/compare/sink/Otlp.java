// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare.sink;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.LongAdder;

/**
 * OTLP over HTTP, as protobuf and as JSON: Faultline and OpenTelemetry. An empty answer says in
 * both that all was taken.
 */
final class Otlp extends Endpoint {
  private static final String JSON = "application/json";

  Otlp(Tally tally) {
    super(tally);
  }

  @Override
  LongAdder bytes(HttpExchange exchange) {
    return signal(exchange).equals("metrics") ? tally.otherBytes : tally.bytes;
  }

  @Override
  void read(HttpExchange exchange, InputStream body) throws IOException {
    byte[] whole = body.readAllBytes();
    boolean json = isJson(exchange);
    switch (signal(exchange)) {
      case "traces" -> {
        if (json) OtlpJson.spans(whole, tally);
        else OtlpProto.spans(whole, tally);
      }
      case "logs" -> tally.errors.add(json ? OtlpJson.records(whole) : OtlpProto.records(whole));
      default -> {}
    }
  }

  @Override
  Answer answer(HttpExchange exchange) {
    return isJson(exchange)
        ? Elsewhere.json(200, "{}")
        : new Answer(200, "application/x-protobuf", new byte[0]);
  }

  private static String signal(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static boolean isJson(HttpExchange exchange) {
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    return type != null && type.startsWith(JSON);
  }
}
