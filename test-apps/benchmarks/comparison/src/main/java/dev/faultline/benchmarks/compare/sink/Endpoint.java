// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare.sink;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** Reads a body, counts it, and answers. */
abstract class Endpoint implements HttpHandler {
  final Tally tally;

  Endpoint(Tally tally) {
    this.tally = tally;
  }

  /** What to answer with, once the body has been read. */
  record Answer(int status, String type, byte[] body) {}

  /** Where the bytes of this body belong. */
  abstract LongAdder bytes(HttpExchange exchange);

  /** Reads and counts what is in it, uncompressed. */
  abstract void read(HttpExchange exchange, InputStream body) throws IOException;

  abstract Answer answer(HttpExchange exchange);

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    tally.requests.increment();
    try (CountedStream raw = new CountedStream(exchange.getRequestBody(), bytes(exchange))) {
      InputStream body = uncompressed(exchange, raw);
      read(exchange, body);
      while (body.read() >= 0) {}
    } catch (IOException | RuntimeException e) {
      tally.unreadable.increment();
      System.err.println(exchange.getRequestURI() + ": " + e);
    }
    send(exchange, answer(exchange));
  }

  private static InputStream uncompressed(HttpExchange exchange, InputStream raw)
      throws IOException {
    String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
    if (encoding == null) return raw;
    return switch (encoding.toLowerCase(Locale.ROOT)) {
      case "gzip" -> new GZIPInputStream(raw);
      case "deflate" -> new InflaterInputStream(raw);
      case "identity" -> raw;
      default -> throw new IOException("content encoding " + encoding);
    };
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", answer.type);
    exchange.sendResponseHeaders(answer.status, answer.body.length == 0 ? -1 : answer.body.length);
    if (answer.body.length > 0) exchange.getResponseBody().write(answer.body);
    exchange.close();
  }
}
