// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness;

import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint for OTLP/HTTP, JSON and protobuf, which keeps what arrives and refuses what is not
 * strictly as it should be. It can be told to misbehave, at any time, on the same port.
 */
public final class Collector implements AutoCloseable {
  /** How it answers. */
  public enum Mode {
    /** Takes it, 200. */
    OK,
    /** Takes it, 200, and says that it did not take all. */
    PARTIAL,
    /** 400: not to be sent again. */
    BAD_REQUEST,
    /** 429, Retry-After: 1. */
    TOO_MANY,
    /** 500: not to be sent again. */
    ERROR,
    /** 503: to be sent again. */
    UNAVAILABLE,
    /** Nobody listens. */
    DOWN,
    /** Takes the connection, and never answers. */
    HANG,
    /** Answers what is not HTTP. */
    GARBAGE
  }

  private static final String JSON = "application/json";
  private static final String PROTOBUF = "application/x-protobuf";
  private static final int MAX_BODY = 64 << 20;

  private final Telemetry telemetry = new Telemetry(System.currentTimeMillis());
  private final List<String> requests = new ArrayList<>();
  private final Set<String> contentTypes = ConcurrentHashMap.newKeySet();

  /** 0 until it listens for the first time, where the system chooses one. */
  private volatile int port;

  private volatile Mode mode = Mode.OK;
  private @Nullable HttpServer server;
  private @Nullable ExecutorService threads;
  private @Nullable BrokenServer broken;

  private Collector(int port) {
    this.port = port;
  }

  /** One that listens on a free port of the loopback interface. */
  public static Collector start() throws IOException {
    return start(Mode.OK);
  }

  /** One that behaves as told from the start. */
  public static Collector start(Mode mode) throws IOException {
    Collector collector = new Collector(isHttp(mode) ? 0 : freePort());
    collector.switchTo(mode);
    return collector;
  }

  /** What {@code faultline.endpoint} is to be set to. */
  public String endpoint() {
    return "http://127.0.0.1:" + port;
  }

  /** Behaves that way from now on. */
  public synchronized void switchTo(Mode mode) throws IOException {
    this.mode = mode;
    if (isHttp(mode) && server != null) return;
    stop();
    if (isHttp(mode)) startHttp();
    if (mode == Mode.HANG || mode == Mode.GARBAGE) {
      broken = BrokenServer.start(port, mode == Mode.GARBAGE);
    }
  }

  /** The content types of all requests so far. */
  public Set<String> contentTypes() {
    return Set.copyOf(contentTypes);
  }

  /** The requests so far that were read in full, by path and status: "/v1/traces 200". */
  public List<String> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  public List<RecordedTrace> traces() {
    return telemetry.traces();
  }

  public List<RecordedSpan> spans() {
    return telemetry.spans();
  }

  public List<RecordedFault> faults() {
    return telemetry.faults();
  }

  /** What the application has logged, faults excepted. */
  public List<RecordedLine> lines() {
    return telemetry.lines();
  }

  public List<RecordedPoint> points() {
    return telemetry.points();
  }

  /** What was wrong with single payloads, and with how all that arrived goes together. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>(telemetry.problems());
    problems.addAll(Links.check(spans(), faults(), lines()));
    return problems;
  }

  /** Stops listening. What arrived stays. */
  @Override
  public synchronized void close() {
    stop();
  }

  private static boolean isHttp(Mode mode) {
    return mode.ordinal() < Mode.DOWN.ordinal();
  }

  private void startHttp() throws IOException {
    HttpServer http = HttpServer.create(new InetSocketAddress(loopback(), port), 0);
    port = http.getAddress().getPort();
    ExecutorService pool = Executors.newCachedThreadPool();
    http.setExecutor(pool);
    http.createContext("/", this::handle);
    http.start();
    server = http;
    threads = pool;
  }

  private void stop() {
    if (server != null) server.stop(0);
    if (threads != null) threads.shutdownNow();
    if (broken != null) broken.close();
    server = null;
    threads = null;
    broken = null;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    Mode mode = this.mode;
    contentTypes.add(header(exchange, "Content-Type"));
    int status = 200;
    try {
      Telemetry.Body body = body(exchange);
      status = status(mode);
      if (status == 200) telemetry.take(path, body);
    } catch (BadPayload e) {
      status = 400;
      telemetry.refuse(path + ": " + e.getMessage());
    } catch (RuntimeException e) {
      status = 400;
      telemetry.refuse(path + ": " + e);
    }
    synchronized (requests) {
      requests.add(path + " " + status);
    }
    answer(exchange, status, mode);
  }

  private static int status(Mode mode) {
    return switch (mode) {
      case BAD_REQUEST -> 400;
      case TOO_MANY -> 429;
      case ERROR -> 500;
      case UNAVAILABLE -> 503;
      default -> 200;
    };
  }

  private static Telemetry.Body body(HttpExchange exchange) throws IOException {
    byte[] raw = exchange.getRequestBody().readAllBytes();
    if (!exchange.getRequestMethod().equals("POST")) throw new BadPayload("not a POST");
    String type = header(exchange, "Content-Type");
    boolean protobuf = type.equals(PROTOBUF);
    if (!protobuf && !type.equals(JSON)) throw new BadPayload("Content-Type is " + type);
    String encoding = header(exchange, "Content-Encoding");
    if (encoding.isEmpty()) return new Telemetry.Body(raw, protobuf);
    if (!encoding.equals("gzip")) throw new BadPayload("Content-Encoding is " + encoding);
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(raw))) {
      byte[] body = in.readNBytes(MAX_BODY + 1);
      if (body.length > MAX_BODY) throw new BadPayload("more than 64 MiB");
      return new Telemetry.Body(body, protobuf);
    } catch (IOException e) {
      throw new BadPayload("not gzip: " + e.getMessage());
    }
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  private static void answer(HttpExchange exchange, int status, Mode mode) throws IOException {
    boolean protobuf = header(exchange, "Content-Type").equals(PROTOBUF);
    Message said =
        mode == Mode.PARTIAL ? partial(exchange) : ExportTraceServiceResponse.getDefaultInstance();
    byte[] bytes =
        protobuf
            ? said.toByteArray()
            : JsonFormat.printer().print(said).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", protobuf ? PROTOBUF : JSON);
    if (status == 429) exchange.getResponseHeaders().set("Retry-After", "1");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static Message partial(HttpExchange exchange) {
    String message = "one too many";
    return switch (exchange.getRequestURI().getPath()) {
      case "/v1/traces" ->
          ExportTraceServiceResponse.newBuilder()
              .setPartialSuccess(
                  ExportTracePartialSuccess.newBuilder()
                      .setRejectedSpans(1)
                      .setErrorMessage(message))
              .build();
      case "/v1/logs" ->
          ExportLogsServiceResponse.newBuilder()
              .setPartialSuccess(
                  ExportLogsPartialSuccess.newBuilder()
                      .setRejectedLogRecords(1)
                      .setErrorMessage(message))
              .build();
      default ->
          ExportMetricsServiceResponse.newBuilder()
              .setPartialSuccess(
                  ExportMetricsPartialSuccess.newBuilder()
                      .setRejectedDataPoints(1)
                      .setErrorMessage(message))
              .build();
    };
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
      return socket.getLocalPort();
    }
  }

  static InetAddress loopback() throws IOException {
    return InetAddress.getByName("127.0.0.1");
  }
}
