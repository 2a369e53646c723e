// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.http;

import com.sun.net.httpserver.HttpExchange;
import dev.faultline.agent.console.otlp.BoundedInput;
import dev.faultline.agent.console.otlp.Node;
import dev.faultline.agent.console.record.AttributeMap;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * One OTLP/HTTP address: takes a body in JSON, gzipped or not, and answers as the protocol says.
 */
public final class OtlpHandler {
  /** Larger than any SDK sends, before and after it is unzipped. */
  public static final int MAX_BODY = 16 << 20;

  private static final int INVALID = 3;

  private final Consumer<Node> consumer;

  public OtlpHandler(Consumer<Node> consumer) {
    this.consumer = consumer;
  }

  public Answer answer(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestMethod().equals("POST")) return Answer.notAllowed("POST");
    if (!isJson(exchange)) {
      return status(
          415,
          "This console takes OTLP in JSON only. Set the exporter's protocol to http/json"
              + " (OTEL_EXPORTER_OTLP_PROTOCOL=http/json); where an SDK has no JSON, put an"
              + " OpenTelemetry Collector in between, with its otlphttp exporter's encoding: json.");
    }
    String encoding = header(exchange, "Content-Encoding");
    if (!encoding.isEmpty() && !encoding.equals("gzip") && !encoding.equals("identity")) {
      return status(415, "Content-Encoding may be gzip, or absent.");
    }
    InputStream body = new BoundedInput(exchange.getRequestBody(), MAX_BODY);
    try (InputStream plain = encoding.equals("gzip") ? unzipped(body) : body) {
      Node request = Node.parse(plain);
      if (!request.isObject()) return status(400, "The body is no JSON object.");
      consumer.accept(request);
      return Answer.json(200, "{}");
    } catch (BoundedInput.TooLarge e) {
      return status(413, "The body has more than " + (MAX_BODY >> 20) + " MiB.");
    } catch (IOException e) {
      return status(400, "The body cannot be read: " + firstLine(e.getMessage()));
    }
  }

  private static InputStream unzipped(InputStream body) throws IOException {
    return new BoundedInput(new GZIPInputStream(body, 8192), MAX_BODY);
  }

  private static boolean isJson(HttpExchange exchange) {
    String type = header(exchange, "Content-Type");
    int semicolon = type.indexOf(';');
    return (semicolon < 0 ? type : type.substring(0, semicolon)).trim().equals("application/json");
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value.trim().toLowerCase(Locale.ROOT);
  }

  /** The protocol's Status message. */
  private static Answer status(int code, String message) {
    return Answer.json(code, "{\"code\":" + INVALID + ",\"message\":" + quoted(message) + "}");
  }

  private static String quoted(String text) {
    char[] escaped =
        com.fasterxml.jackson.core.io.JsonStringEncoder.getInstance().quoteAsString(text);
    return '"' + String.valueOf(escaped) + '"';
  }

  private static String firstLine(@Nullable String message) {
    if (message == null) return "unknown";
    int end = message.indexOf('\n');
    return AttributeMap.clip(end < 0 ? message : message.substring(0, end), 300);
  }
}
