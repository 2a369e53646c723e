// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.faultline.agent.config.AgentConfig;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hosts end in {@code .invalid}, which no resolver knows: the proxy has to. */
@Timeout(60)
class ProxyTest {
  private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

  /** {@code ada:p@ss w0rd}. */
  private static final String CREDENTIALS = "Basic YWRhOnBAc3MgdzByZA==";

  private static final String USER_INFO = "ada:p%40ss%20w0rd@";

  @TempDir Path folder;

  @Test
  void post_goesThroughTheProxyAndTellsItWhoComes() throws Exception {
    List<String> authorizations = new CopyOnWriteArrayList<>();
    HttpServer server = server(authorizations);
    try (ForwardProxy proxy = ForwardProxy.start(CREDENTIALS)) {
      String target = "otlp.invalid:" + server.getAddress().getPort();
      Transport transport =
          transport("http://me:s3cr3t@" + target + "/otlp", proxy.address(USER_INFO), Map.of());
      assertThat(post(transport).status).isEqualTo(200);
      assertThat(proxy.requests)
          .containsExactly("POST http://" + target + "/otlp/v1/logs HTTP/1.1");
      assertThat(authorizations).containsExactly("Basic bWU6czNjcjN0 null");
    }
    server.stop(0);
  }

  @Test
  void post_goesThroughATunnelAndKeepsIt() throws Exception {
    TestCertificate authority = TestCertificate.authority("Test CA");
    String ca = Files.writeString(folder.resolve("ca.pem"), authority.pem()).toString();
    try (TlsServer server = TlsServer.start(authority.issue("otlp.invalid"));
        ForwardProxy proxy = ForwardProxy.start(CREDENTIALS)) {
      String target = "otlp.invalid:" + server.port();
      Transport transport =
          transport("https://" + target, proxy.address(USER_INFO), Map.of("tls.ca", ca));
      for (int i = 0; i < 3; i++) assertThat(post(transport).status).isEqualTo(200);
      assertThat(proxy.requests).containsExactly("CONNECT " + target + " HTTP/1.1");
      assertThat(server.connections).hasSize(1);
      assertThat(server.authorizations).containsOnly("null");
    }
  }

  @Test
  void post_tellsThatTheProxyRefuses() throws Exception {
    try (ForwardProxy proxy = ForwardProxy.start("Basic other")) {
      String address = proxy.address(USER_INFO);
      assertThat(post(transport("http://otlp.invalid:4318", address, Map.of())).status)
          .isEqualTo(407);
      Transport tunnel = transport("https://otlp.invalid:4318", address, Map.of());
      assertThatThrownBy(() -> post(tunnel))
          .isInstanceOf(IOException.class)
          .hasMessageEndingWith("answered with status 407")
          .hasMessageStartingWith("the proxy 127.0.0.1:");
    }
  }

  @ParameterizedTest
  @CsvSource({"http", "https"})
  void post_failsWhenTheProxyIsDown(String scheme) throws Exception {
    HttpServer server = server(new CopyOnWriteArrayList<>());
    String endpoint = scheme + "://otlp.invalid:" + server.getAddress().getPort();
    Transport transport = transport(endpoint, "http://127.0.0.1:" + freePort(), Map.of());
    assertThatThrownBy(() -> post(transport)).isInstanceOf(ConnectException.class);
    server.stop(0);
  }

  @Test
  void post_toThisHostNeedsNoProxy() throws Exception {
    HttpServer server = server(new CopyOnWriteArrayList<>());
    String address = "http://127.0.0.1:" + freePort();
    for (String host : List.of("localhost", "127.0.0.1")) {
      Transport transport =
          transport("http://" + host + ":" + server.getAddress().getPort(), address, Map.of());
      assertThat(post(transport).status).isEqualTo(200);
    }
    server.stop(0);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost,true",
    "a.localhost,true",
    "127.0.0.1,true",
    "127.1,true",
    "[::1],true",
    "[0:0:0:0:0:0:0:1],true",
    "localhost.example,false",
    "128.0.0.1,false",
    "[::2],false",
    "[fe80::1],false",
    "otlp.example,false",
    "[1::1],false"
  })
  void isLoopback_tellsThisHost(String host, boolean loopback) {
    assertThat(HttpProxy.isLoopback(host)).isEqualTo(loopback);
  }

  private static HttpServer server(List<String> authorizations) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          var headers = exchange.getRequestHeaders();
          authorizations.add(
              headers.getFirst("Authorization") + " " + headers.getFirst("Proxy-Authorization"));
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static Transport transport(String endpoint, String proxy, Map<String, String> settings) {
    Map<String, String> all = new java.util.HashMap<>(settings);
    all.put("proxy", proxy);
    return HttpTransport.of(AgentConfig.of(all), endpoint, Map.of());
  }

  private static Answer post(Transport transport) throws IOException {
    return transport.post("/v1/logs", "application/json", null, BODY);
  }
}
