// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Takes what the agent sends, and forgets it. */
final class Sink implements AutoCloseable {
  private static final byte[] OK = "{}".getBytes(StandardCharsets.UTF_8);
  private final HttpServer server;

  Sink() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] buffer = new byte[64 * 1024];
          try (InputStream body = exchange.getRequestBody()) {
            while (body.read(buffer) >= 0) {}
          }
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, OK.length);
          exchange.getResponseBody().write(OK);
          exchange.close();
        });
    server.start();
  }

  String endpoint() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
