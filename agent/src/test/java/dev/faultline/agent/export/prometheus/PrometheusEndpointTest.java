// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.config.PrometheusConfig;
import dev.faultline.agent.export.MetricWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By sockets, so that what goes over them is seen. */
@Timeout(60)
class PrometheusEndpointTest {
  private static final String THREAD = "faultline-prometheus";

  private @Nullable PrometheusEndpoint endpoint;
  private int port;

  @AfterEach
  void close() {
    if (endpoint != null) endpoint.close();
    Awaitility.await().until(() -> threads() == 0);
  }

  @Test
  void scrape_hasTheLengthAndTypeThatItSays() throws IOException {
    start(PrometheusEndpointTest::hits);

    String text = ask("GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n");
    assertThat(text).startsWith("HTTP/1.1 200 OK\r\n").contains("\nhits_total 7.0\n");
    assertThat(text).contains("Content-Type: text/plain; version=0.0.4; charset=utf-8\r\n");
    assertThat(text).contains("\r\nContent-Length: " + body(text).length() + "\r\n");

    String open =
        ask("GET /metrics?debug=1 HTTP/1.1\r\nACCEPT: application/openmetrics-text\r\n\r\n");
    assertThat(open)
        .contains("Content-Type: application/openmetrics-text; version=1.0.0; charset=utf-8\r\n")
        .endsWith("# EOF\n");
  }

  @Test
  void scrape_isCompressedWhenAskedFor() throws IOException {
    start(PrometheusEndpointTest::hits);
    String answer = ask("GET /metrics HTTP/1.1\r\nAccept-Encoding: deflate, gzip\r\n\r\n");

    assertThat(answer).contains("\r\nContent-Encoding: gzip\r\n");
    byte[] body = body(answer).getBytes(StandardCharsets.ISO_8859_1);
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .contains("\nhits_total 7.0\n");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET /-/healthy HTTP/1.1, 200 OK",
    "GET / HTTP/1.1, 404 Not Found",
    "GET /metrics/x HTTP/1.1, 404 Not Found",
    "POST /metrics HTTP/1.1, 405 Method Not Allowed",
    "nonsense, 404 Not Found",
  })
  void other_isAnsweredShortly(String line, String status) throws IOException {
    start(PrometheusEndpointTest::hits);
    assertThat(ask(line + "\r\n\r\n")).startsWith("HTTP/1.1 " + status + "\r\n");
  }

  @Test
  void head_thatDoesNotEndIsGivenUp() throws IOException {
    start(PrometheusEndpointTest::hits);
    assertThat(ask("GET /metrics HTTP/1.1\r\nA: " + "a".repeat(16 << 10))).isEmpty();
    assertThat(ask("GET /metrics HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 200 OK");
  }

  @Test
  void client_thatIsSilentIsGivenUp() throws IOException {
    start(PrometheusEndpointTest::hits);
    try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), port)) {
      assertThat(ask("GET /metrics HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 200 OK");
      assertThat(silent.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void client_thatDoesNotReadIsGivenUpWhenLookedAt() throws IOException {
    PrometheusEndpoint endpoint = start(PrometheusEndpointTest::plenty);
    try (Socket deaf = new Socket(InetAddress.getLoopbackAddress(), port)) {
      long before = System.nanoTime(); // its 10 s begin later, however busy the machine
      deaf.getOutputStream().write("GET /metrics HTTP/1.1\r\n\r\n".getBytes());
      Awaitility.await().until(() -> stackOfThread().contains("ScrapeAnswer.writeTo"));
      endpoint.look(before + TimeUnit.SECONDS.toNanos(9));
      assertThat(stackOfThread()).contains("ScrapeAnswer.writeTo");
      endpoint.look(System.nanoTime() + TimeUnit.SECONDS.toNanos(11));
      assertThat(ask("GET /-/healthy HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 200 OK");
    }
  }

  @Test
  void scrape_thatFailsIsSaidSoAndTheNextOneIsAnswered() throws IOException {
    int[] scrapes = {0};
    start(
        out -> {
          if (scrapes[0]++ == 0) throw new IllegalStateException("meant");
          hits(out);
        });
    assertThat(ask("GET /metrics HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 500 ");
    assertThat(ask("GET /metrics HTTP/1.1\r\n\r\n")).contains("\nhits_total 7.0\n");
  }

  @Test
  void port_thatIsTakenIsNoError() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(open(taken.getLocalPort(), "127.0.0.1", PrometheusEndpointTest::hits)).isNull();
      assertThat(open(taken.getLocalPort(), "no.such.host.invalid", out -> {})).isNull();
    }
  }

  private PrometheusEndpoint start(Consumer<MetricWriter> metrics) throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    PrometheusEndpoint started = open(port, "127.0.0.1", metrics);
    assertThat(started).isNotNull();
    endpoint = started;
    return started;
  }

  private static @Nullable PrometheusEndpoint open(
      int port, String host, Consumer<MetricWriter> metrics) {
    PrometheusConfig config =
        AgentConfig.of(Map.of("prometheus.port", Integer.toString(port), "prometheus.host", host))
            .prometheus();
    return PrometheusEndpoint.start(config, metrics, Map.of("service.name", "shop"), "1", null);
  }

  /** All that comes back, a character a byte. */
  private String ask(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private static String body(String answer) {
    return answer.substring(answer.indexOf("\r\n\r\n") + 4);
  }

  private static void hits(MetricWriter out) {
    out.sum("hits", "{hit}", true);
    out.point(7);
  }

  /** More than sockets hold. */
  private static void plenty(MetricWriter out) {
    out.sum("hits", "{hit}", true);
    String large = "x".repeat(64 << 10);
    for (int i = 0; i < 400; i++) out.point(i, "page", large + i);
  }

  private static String stackOfThread() {
    StringBuilder stack = new StringBuilder();
    Thread.getAllStackTraces()
        .forEach(
            (thread, frames) -> {
              if (!thread.getName().equals(THREAD)) return;
              for (StackTraceElement each : frames) stack.append(each).append('\n');
            });
    return stack.toString();
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(each -> each.getName().equals(THREAD))
        .count();
  }
}
