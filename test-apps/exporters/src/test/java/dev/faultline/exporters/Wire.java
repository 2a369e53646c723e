// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/**
 * Takes whatever is sent to it by HTTP, without a look at it, answers {@code {}}, and keeps every
 * byte: for tests of what must not be among them.
 */
final class Wire implements AutoCloseable {
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private final HttpServer server;

  private Wire(HttpServer server) {
    this.server = server;
  }

  static Wire start() throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    Wire wire = new Wire(HttpServer.create(address, 0));
    wire.server.createContext("/", wire::handle);
    wire.server.start();
    return wire;
  }

  /** Without a slash at its end. */
  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Target, headers and body of each request; each byte is a character. */
  synchronized String received() {
    return received.toString(StandardCharsets.ISO_8859_1);
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
      body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
    }
    String head = exchange.getRequestURI() + "\n" + exchange.getRequestHeaders().entrySet() + "\n";
    synchronized (this) {
      received.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
      received.writeBytes(body);
      received.write('\n');
    }
    byte[] answer = "{}".getBytes(StandardCharsets.ISO_8859_1);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
