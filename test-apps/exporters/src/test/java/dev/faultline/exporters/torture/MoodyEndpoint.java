// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters.torture;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;

/** An OTLP/HTTP endpoint whose behaviour changes; it keeps ids and counts alone. */
final class MoodyEndpoint implements AutoCloseable {
  private static final int LARGE = 8 << 10;

  /** How often each span has arrived, by trace and span id. */
  final Map<String, Long> spans = new ConcurrentHashMap<>();

  /** How often each record of a fault has arrived, by its id. */
  final Map<String, Long> faults = new ConcurrentHashMap<>();

  /** How many occurrences each record stands for, by its id. */
  final Map<String, Long> occurrences = new ConcurrentHashMap<>();

  /** Records that were refused alone, for the poison in them. */
  final AtomicLong poisoned = new AtomicLong();

  /** Requests with spans that were read, by mood. */
  final Map<Mood, Long> requests = new ConcurrentHashMap<>();

  /** What was wrong with what arrived. */
  final List<String> problems = new CopyOnWriteArrayList<>();

  private final int port;
  private volatile Mood mood = Mood.OK;
  private volatile HttpServer server;
  private volatile ExecutorService threads;

  MoodyEndpoint() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    listen();
  }

  String address() {
    return "http://127.0.0.1:" + port;
  }

  void be(Mood next) throws IOException {
    Mood before = mood;
    mood = next;
    if (next == Mood.DOWN || before == Mood.HANG) stop();
    if (next != Mood.DOWN && server == null) listen();
  }

  /** Occurrences that have arrived, each record counted once however often it came. */
  long occurrences() {
    return occurrences.values().stream().mapToLong(Long::longValue).sum();
  }

  private void listen() throws IOException {
    HttpServer http = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    threads = Executors.newCachedThreadPool();
    http.setExecutor(threads);
    http.createContext("/", this::handle);
    http.start();
    server = http;
  }

  private void stop() {
    if (server == null) return;
    server.stop(0);
    threads.shutdownNow();
    server = null;
  }

  private void handle(HttpExchange exchange) throws IOException {
    Mood mood = this.mood;
    try (exchange) {
      byte[] body = body(exchange);
      String path = exchange.getRequestURI().getPath();
      if (path.endsWith("traces")) requests.merge(mood, 1L, Long::sum);
      switch (mood) {
        case OK, GARBAGE -> {
          take(path, body);
          answer(exchange, 200, mood == Mood.OK ? "" : "<html>\u0000 it works!");
        }
        case HANG -> await();
        case DOWN, RESET -> {}
        case RESET_AFTER_TAKING -> take(path, body);
        case TOO_MANY -> {
          exchange.getResponseHeaders().set("Retry-After", "1");
          answer(exchange, 429, "");
        }
        case UNAVAILABLE -> answer(exchange, 503, "");
        case POISON -> poison(exchange, path, body);
        case TOO_LARGE -> {
          if (body.length <= LARGE) take(path, body);
          answer(exchange, body.length > LARGE ? 413 : 200, "");
        }
      }
    } catch (RuntimeException | AssertionError e) {
      problems.add(e.toString());
      throw e;
    }
  }

  private static byte[] body(HttpExchange exchange) throws IOException {
    byte[] sent = exchange.getRequestBody().readAllBytes();
    String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
    if (encoding == null) return sent;
    return new GZIPInputStream(new ByteArrayInputStream(sent)).readAllBytes();
  }

  private void poison(HttpExchange exchange, String path, byte[] body) throws IOException {
    boolean poisonous =
        path.endsWith("traces")
            && new String(body, StandardCharsets.ISO_8859_1).contains("SELECT poison");
    if (!poisonous) {
      take(path, body);
    } else if (spans(body).size() == 1) {
      poisoned.incrementAndGet();
    }
    answer(exchange, poisonous ? 400 : 200, "");
  }

  private void take(String path, byte[] body) throws IOException {
    if (path.endsWith("traces")) {
      for (Span span : spans(body)) {
        spans.merge(hex(span.getTraceId()) + hex(span.getSpanId()), 1L, Long::sum);
      }
    } else if (path.endsWith("logs")) {
      ExportLogsServiceRequest.parseFrom(body).getResourceLogsList().stream()
          .flatMap(resource -> resource.getScopeLogsList().stream())
          .flatMap(scope -> scope.getLogRecordsList().stream())
          .forEach(this::takeLog);
    }
  }

  private static List<Span> spans(byte[] body) throws IOException {
    return ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().stream()
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .toList();
  }

  private static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }

  private void takeLog(LogRecord log) {
    String id = "";
    long count = 0;
    for (KeyValue attribute : log.getAttributesList()) {
      String key = attribute.getKey();
      if (key.equals("log.record.uid")) id = attribute.getValue().getStringValue();
      if (key.equals("faultline.count")) count = attribute.getValue().getIntValue();
    }
    if (count == 0) return; // a line that was logged
    faults.merge(id, 1L, Long::sum);
    Long before = occurrences.put(id, count);
    if (before != null && before != count) throw new AssertionError(id + " came as two");
  }

  private void await() {
    try {
      Thread.currentThread().join(); // until this server is stopped
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    stop();
  }
}
