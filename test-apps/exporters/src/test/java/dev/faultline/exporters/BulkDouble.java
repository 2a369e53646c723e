// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.faultline.harness.StrictJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Takes bulk requests, strictly, and answers them as a test wants. */
final class BulkDouble implements AutoCloseable {
  /** What to answer to a request as a whole: a status, or 200 to look at each document. */
  interface Whole {
    int status(int request, int bytes);
  }

  /** What to answer for one document. */
  interface Each {
    int status(JsonObject document, int attempt);
  }

  private final HttpServer server;
  private final Whole whole;
  private final Each each;
  private final Map<String, Integer> attempts = new LinkedHashMap<>();
  private final Map<Integer, Integer> answers = new LinkedHashMap<>();
  private final Map<String, JsonObject> taken = new LinkedHashMap<>();

  /** What was wrong with requests; empty when nothing was. */
  final List<String> problems = new CopyOnWriteArrayList<>();

  private int requests;

  BulkDouble(Whole whole, Each each) throws IOException {
    this.whole = whole;
    this.each = each;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(Executors.newSingleThreadExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  synchronized List<JsonObject> documents() {
    return new ArrayList<>(taken.values());
  }

  synchronized int requests() {
    return requests;
  }

  /** How many documents came after they had come before. */
  synchronized int sentAgain() {
    return attempts.values().stream().mapToInt(each -> each - 1).sum();
  }

  /** How many of those that came were not taken so far. */
  synchronized int refused() {
    return attempts.size() - taken.size();
  }

  /** How many documents were answered with that status. */
  synchronized int answered(int status) {
    return answers.getOrDefault(status, 0);
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      int status = whole.status(++requests, body.length);
      String answer = "{}";
      if (status == 200) answer = take(exchange, new String(body, StandardCharsets.UTF_8));
      if (status == 503) exchange.getResponseHeaders().set("Retry-After", "0");
      byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (AssertionError | RuntimeException e) {
      problems.add(e.toString());
    }
  }

  private String take(HttpExchange exchange, String body) {
    assertThat(exchange.getRequestMethod()).isEqualTo("POST");
    assertThat(exchange.getRequestURI().getPath())
        .matches("/logs-faultline\\.(error|span|log)-default/_bulk");
    assertThat(exchange.getRequestHeaders().getFirst("Content-Type"))
        .isEqualTo("application/x-ndjson");
    assertThat(exchange.getRequestHeaders().getFirst("Authorization"))
        .isEqualTo("Basic YWRhOnMzY3IzdA==");
    assertThat(body).endsWith("\n");
    String[] lines = body.substring(0, body.length() - 1).split("\n", -1);
    assertThat(lines.length % 2).isZero();
    boolean errors = false;
    List<String> items = new ArrayList<>();
    for (int i = 0; i < lines.length; i += 2) {
      int status = take(exchange, parse(lines[i]), parse(lines[i + 1]));
      answers.merge(status, 1, Integer::sum);
      errors |= status != 201;
      items.add(item(status));
    }
    return "{\"errors\":" + errors + ",\"items\":[" + String.join(",", items) + "]}";
  }

  private int take(HttpExchange exchange, JsonObject action, JsonObject document) {
    assertThat(action.keySet()).containsExactly("create");
    String id = action.getAsJsonObject("create").get("_id").getAsString();
    assertThat(document.get("event.id").getAsString()).isEqualTo(id);
    assertThat(exchange.getRequestURI().getPath())
        .contains(document.get("event.dataset").getAsString());
    int status = each.status(document, attempts.merge(id, 1, Integer::sum));
    if (taken.containsKey(id)) return 409;
    if (status == 201) taken.put(id, document);
    return status;
  }

  private static JsonObject parse(String line) {
    return StrictJson.parse(line.getBytes(StandardCharsets.UTF_8)).getAsJsonObject();
  }

  private static String item(int status) {
    String error = ",\"error\":{\"type\":\"a_type\",\"reason\":\"a reason\"}";
    return "{\"create\":{\"status\":" + status + (status == 201 ? "" : error) + "}}";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
