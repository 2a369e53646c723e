// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.console;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A site of somebody else's that a user of the console has opened: it serves one page. */
final class ForeignOrigin implements AutoCloseable {
  private final HttpServer server;

  private ForeignOrigin(HttpServer server) {
    this.server = server;
  }

  static ForeignOrigin serving(String resource) throws IOException {
    byte[] page;
    try (InputStream in = ForeignOrigin.class.getResourceAsStream(resource)) {
      if (in == null) throw new IOException("no " + resource);
      page = in.readAllBytes();
    }
    InetAddress local = InetAddress.getLoopbackAddress();
    HttpServer server = HttpServer.create(new InetSocketAddress(local, 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
    return new ForeignOrigin(server);
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
