// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** Forwards requests, but keeps the answer to the first one of each path to itself. */
final class ForgetfulProxy implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer server;
  private final String target;
  private final Set<String> forgotten = ConcurrentHashMap.newKeySet();

  ForgetfulProxy(String target) throws IOException {
    this.target = target;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::forward);
    server.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Of how many paths it has forgotten an answer that said that all went well. */
  int forgotten() {
    return forgotten.size();
  }

  private void forward(HttpExchange exchange) throws IOException {
    try (exchange) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(target + exchange.getRequestURI()))
              .POST(
                  HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
      for (String each : Set.of("Content-Type", "Content-Encoding")) {
        String value = exchange.getRequestHeaders().getFirst(each);
        if (value != null) request.header(each, value);
      }
      HttpResponse<byte[]> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() == 200 && forgotten.add(exchange.getRequestURI().getPath())) return;
      exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (IOException | InterruptedException e) {
      exchange.sendResponseHeaders(502, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
