// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.faultline.exporters.SentryEnvelopes.Contents;
import io.sentry.SentryEvent;
import io.sentry.protocol.SentryTransaction;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * In place of Sentry: takes what Sentry would take, finds fault with all else, and answers events
 * as it was told to. Handles one request at a time.
 */
final class SentryDouble implements AutoCloseable {
  /** Closes the connection instead of answering. */
  static final int RESET = -1;

  /** How an event is answered. */
  record Answer(int status, Map<String, String> headers) {}

  private final HttpServer server;
  private final SentryEnvelopes envelopes = new SentryEnvelopes();
  private final Deque<Answer> answers = new ArrayDeque<>();
  private final Set<String> ids = new HashSet<>();
  private final List<String> attempts = new ArrayList<>();
  private final List<SentryEvent> events = new ArrayList<>();
  private final List<SentryTransaction> transactions = new ArrayList<>();
  private final List<String> discarded = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  private SentryDouble() throws IOException {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  static SentryDouble start() throws IOException {
    return new SentryDouble();
  }

  String dsn() {
    return "http://k3y:s3cret@127.0.0.1:" + server.getAddress().getPort() + "/on/42";
  }

  /** The next event is answered so; when nothing is left to be said, with 200. */
  synchronized SentryDouble answer(int status, String... headers) {
    Map<String, String> named = new java.util.TreeMap<>();
    for (int i = 0; i < headers.length; i += 2) named.put(headers[i], headers[i + 1]);
    answers.add(new Answer(status, named));
    return this;
  }

  /** Ids of all events that came, taken or not, in that order. */
  synchronized List<String> attempts() {
    return List.copyOf(attempts);
  }

  /** Those that were taken. */
  synchronized List<SentryEvent> events() {
    return List.copyOf(events);
  }

  synchronized List<SentryTransaction> transactions() {
    return List.copyOf(transactions);
  }

  /** What client reports told, such as {@code send_error error 1}. */
  synchronized List<String> discarded() {
    return List.copyOf(discarded);
  }

  synchronized List<String> problems() {
    return List.copyOf(problems);
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    Answer answer = new Answer(200, Map.of());
    try {
      Contents contents = envelopes.read(body(exchange));
      if (contents.event() != null) {
        attempts.add(contents.eventId());
        if (!answers.isEmpty()) answer = answers.remove();
      }
      if (answer.status == 200) take(contents);
    } catch (Exception e) {
      problems.add(e.toString());
      answer = new Answer(400, Map.of());
    }
    if (answer.status == RESET) {
      exchange.close();
      return;
    }
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    answer.headers.forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(answer.status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void take(Contents contents) {
    if (contents.eventId() != null && !ids.add(contents.eventId())) {
      problems.add("came twice: " + contents.eventId());
    }
    if (contents.event() != null) events.add(contents.event());
    if (contents.transaction() != null) transactions.add(contents.transaction());
    discarded.addAll(contents.discarded());
  }

  private static byte[] body(HttpExchange exchange) throws IOException {
    byte[] raw = exchange.getRequestBody().readAllBytes();
    is("POST", exchange.getRequestMethod());
    is("/on/api/42/envelope/", exchange.getRequestURI().toString());
    is("application/x-sentry-envelope", exchange.getRequestHeaders().getFirst("Content-Type"));
    is(
        "Sentry sentry_version=7,sentry_client=faultline.java/0.1.0,"
            + "sentry_key=k3y,sentry_secret=s3cret",
        exchange.getRequestHeaders().getFirst("X-Sentry-Auth"));
    String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
    if (encoding == null) return raw;
    is("gzip", encoding);
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(raw))) {
      return in.readAllBytes();
    }
  }

  private static void is(String expected, String actual) {
    if (!expected.equals(actual)) throw new IllegalArgumentException(actual);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
