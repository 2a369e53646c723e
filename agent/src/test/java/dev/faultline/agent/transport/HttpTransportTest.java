// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HttpTransportTest {
  private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

  @Test
  void post_sendsHeadersAndReusesTheConnection() throws IOException {
    Set<InetSocketAddress> clients = ConcurrentHashMap.newKeySet();
    AtomicReference<Map<String, ?>> headers = new AtomicReference<>();
    HttpServer server = server(200, "{}");
    server.createContext(
        "/otlp/v1/logs",
        exchange -> {
          clients.add(exchange.getRemoteAddress());
          headers.set(exchange.getRequestHeaders());
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write(BODY);
          exchange.close();
        });
    Transport transport = transport(server, "/otlp/", Map.of("X-Key", "k"));
    for (int i = 0; i < 5; i++) {
      Answer answer = transport.post("/v1/logs", "application/json", "gzip", BODY);
      assertThat(answer.isSuccess()).isTrue();
      assertThat(answer.body).isEqualTo(BODY);
    }
    server.stop(0);
    assertThat(clients).hasSize(1);
    assertThat(headers.get().get("X-key")).hasToString("[k]");
    assertThat(headers.get().get("Content-encoding")).hasToString("[gzip]");
    assertThat(headers.get().get("User-agent")).hasToString("[faultline/test]");
  }

  @Test
  void post_tellsEveryStatus() throws IOException {
    for (int status : new int[] {200, 202, 204, 301, 400, 401, 404, 407, 413, 429, 500, 503}) {
      HttpServer server = server(status, status == 204 ? "" : "no");
      Transport transport = transport(server, "", Map.of());
      assertThat(transport.post("/v1/logs", "application/json", null, BODY).status)
          .isEqualTo(status);
      server.stop(0);
    }
  }

  @Test
  void post_tellsHeadersByNameInAnyCase() throws IOException {
    HttpServer server = server(429, "no");
    server.createContext(
        "/limits",
        exchange -> {
          exchange.getResponseHeaders().add("retry-after", "7");
          exchange.getResponseHeaders().add("X-Sentry-Rate-Limits", "60:error:key");
          exchange.getResponseHeaders().add("X-Sentry-Rate-Limits", "90::organization");
          exchange.sendResponseHeaders(429, -1);
          exchange.close();
        });
    Answer answer = transport(server, "", Map.of()).post("/limits", "application/json", null, BODY);
    server.stop(0);
    assertThat(answer.retryAfter).isEqualTo("7");
    assertThat(answer.header("x-sentry-RATE-limits")).isEqualTo("60:error:key, 90::organization");
    assertThat(answer.header("X-Sentry-Error")).isNull();
  }

  @Test
  void said_tellsWhereARedirectionPointsToWithoutSecrets() {
    Map<String, String> headers = Map.of("location", "https://me:pw@otlp.example/v1?key=s3cr3t");
    assertThat(new Answer(308, BODY, headers).said())
        .isEqualTo("status 308, a redirection to https://otlp.example/v1");
    assertThat(new Answer(404, BODY, headers).said()).isEqualTo("status 404");
    assertThat(new Answer(304, BODY, Map.of()).said()).isEqualTo("status 304");
  }

  @Test
  void post_failsWhenNobodyListens() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    Transport transport = new HttpTransport("http://localhost:" + port, Map.of(), 1_000, "test");
    assertThatThrownBy(() -> transport.post("/v1/logs", "application/json", null, BODY))
        .isInstanceOf(IOException.class);
  }

  @Test
  void post_failsOnTimeWhenTheAnswerNeverComes() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Transport transport = transport(socket, 200);
      assertThatThrownBy(() -> transport.post("/v1/logs", "application/json", null, BODY))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void post_failsWhenTheAnswerIsNotHttp() throws Exception {
    try (ServerSocket socket = answering("\u0000\u0001 certainly not HTTP\r\n\r\n")) {
      Transport transport = transport(socket, 2_000);
      assertThatThrownBy(() -> transport.post("/v1/logs", "application/json", null, BODY))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void post_failsWhenTheConnectionIsClosedWithoutAnAnswer() throws Exception {
    try (ServerSocket socket = answering("")) {
      Transport transport = transport(socket, 2_000);
      assertThatThrownBy(() -> transport.post("/v1/logs", "application/json", null, BODY))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void post_readsNoMoreOfAnAnswerThanItsLimit() throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, 0);
          byte[] chunk = new byte[64 << 10];
          try {
            for (int i = 0; i < 1_000; i++) exchange.getResponseBody().write(chunk);
          } catch (IOException expected) {
            // the client has had enough
          }
          exchange.close();
        });
    server.start();
    Answer answer =
        transport(server, "", Map.of()).post("/v1/logs", "application/json", null, BODY);
    server.stop(0);
    assertThat(answer.body.length).isBetween(4 << 20, (4 << 20) + (8 << 10));
  }

  @Test
  void abort_endsAWriteThatIsStuck() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Transport transport = transport(socket, 20_000);
      AtomicReference<Throwable> end = new AtomicReference<>();
      Thread sender =
          new Thread(
              () -> {
                try {
                  transport.post("/v1/logs", "application/json", null, new byte[64 << 20]);
                } catch (Throwable t) {
                  end.set(t);
                }
              });
      sender.start();
      try (Socket accepted = socket.accept()) { // and never read from
        Awaitility.await()
            .atMost(1, TimeUnit.MINUTES)
            .until(
                () -> {
                  transport.abort();
                  return end.get() != null;
                });
      }
      assertThat(end.get()).isInstanceOf(IOException.class);
    }
  }

  @Test
  void endpoint_hidesCredentials() {
    assertThat(new HttpTransport("https://me:pw@host/x/", Map.of(), 1, "").endpoint())
        .isEqualTo("https://host/x");
  }

  private static Transport transport(HttpServer server, String path, Map<String, String> headers) {
    String endpoint = "http://localhost:" + server.getAddress().getPort() + path;
    return new HttpTransport(endpoint, headers, 5_000, "faultline/test");
  }

  private static Transport transport(ServerSocket socket, long timeoutMillis) {
    String endpoint = "http://localhost:" + socket.getLocalPort();
    return new HttpTransport(endpoint, Map.of(), timeoutMillis, "faultline/test");
  }

  private static HttpServer server(int status, String body) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().add("Location", "http://localhost:1/");
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    return server;
  }

  /** A server that reads a little, says this, and closes; as often as it is asked. */
  private static ServerSocket answering(String text) throws IOException {
    ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread =
        new Thread(
            () -> {
              while (!socket.isClosed()) {
                try (Socket client = socket.accept();
                    InputStream in = client.getInputStream();
                    OutputStream out = client.getOutputStream()) {
                  in.read(new byte[8 << 10]);
                  out.write(text.getBytes(StandardCharsets.ISO_8859_1));
                } catch (IOException e) {
                  // closed by the test, or by the client
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
    return socket;
  }
}
