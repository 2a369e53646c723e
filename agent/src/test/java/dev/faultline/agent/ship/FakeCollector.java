// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.faultline.agent.export.otlp.Otlp;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An OTLP/HTTP endpoint in this process, as well- or ill-behaved as a test wants it. */
final class FakeCollector implements AutoCloseable {
  /** What it does with a request whose body has been read. */
  interface Behaviour {
    void answer(HttpExchange exchange, byte[] body, FakeCollector self) throws IOException;
  }

  static final Behaviour TAKE =
      (exchange, body, self) -> {
        self.take(exchange, body);
        reply(exchange, 200, "");
      };

  /** Never answers while the collector is open. */
  static final Behaviour HANG =
      (exchange, body, self) -> {
        try {
          self.closed.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      };

  final List<Span> spans = new CopyOnWriteArrayList<>();
  final List<LogRecord> logs = new CopyOnWriteArrayList<>();
  final List<Metric> metrics = new CopyOnWriteArrayList<>();
  final List<AssertionError> invalid = new CopyOnWriteArrayList<>();
  final AtomicInteger requests = new AtomicInteger();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Behaviour behaviour = TAKE;

  FakeCollector() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String endpoint() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  void behave(Behaviour behaviour) {
    this.behaviour = behaviour;
  }

  static Behaviour status(int status) {
    return (exchange, body, self) -> reply(exchange, status, "");
  }

  /** Decodes a request by the official classes and keeps it. */
  void take(HttpExchange exchange, byte[] body) {
    try {
      switch (exchange.getRequestURI().getPath()) {
        case "/v1/traces" -> spans.addAll(Otlp.spans(body));
        case "/v1/logs" -> logs.addAll(Otlp.logs(body));
        case "/v1/metrics" -> metrics.addAll(Otlp.metrics(body));
        default -> throw new AssertionError(exchange.getRequestURI());
      }
    } catch (AssertionError e) {
      invalid.add(e);
    }
  }

  static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    byte[] body = exchange.getRequestBody().readAllBytes();
    boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    behaviour.answer(exchange, gzip ? Otlp.gunzip(body) : body, this);
    exchange.close();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
