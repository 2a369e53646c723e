// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.faultline.agent.console.http.Answer;
import dev.faultline.agent.console.http.Pages;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The real page over made-up data, which is the same each time: for looking at it, and for what
 * real data would take long to make (10,000 groups, a trace of 2,000 spans, markup in every text).
 *
 * <p>To work on the page, run {@code main} with a port, a {@link Scenario} and the directory of the
 * page's files: they are then read anew for each request.
 */
final class FixtureServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final Pages pages = new Pages();
  private final Fixtures fixtures;

  /** Null: from the class path. */
  private final Path directory;

  FixtureServer(int port, Scenario scenario, Path directory) throws IOException {
    this.directory = directory;
    fixtures = new Fixtures(scenario, System.currentTimeMillis());
    InetSocketAddress local = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port);
    server = HttpServer.create(local, 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  public static void main(String[] args) throws IOException {
    Path directory = args.length > 2 ? Path.of(args[2]) : null;
    FixtureServer server =
        new FixtureServer(Integer.parseInt(args[0]), Scenario.valueOf(args[1]), directory);
    System.out.println(args[1] + " at " + server.address());
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try {
      answer(exchange).send(exchange);
    } catch (RuntimeException e) {
      e.printStackTrace();
      Answer.json(500, "{\"message\":\"" + e.getClass() + "\"}").send(exchange);
    } finally {
      exchange.close();
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (exchange.getRequestMethod().equals("POST")) return posted(path, exchange);
    if (!path.startsWith("/api/")) return page(path);
    Object json = fixtures.answer(path, query(exchange.getRequestURI()));
    if (json == null) return Answer.notFound();
    return Answer.json(Json.bytes(json, fixtures.scenario::text));
  }

  private Answer posted(String path, HttpExchange exchange) throws IOException {
    if (!"console".equals(exchange.getRequestHeaders().getFirst("X-Faultline"))) {
      return Answer.json(403, "{\"message\":\"Only the console's own page may do this.\"}");
    }
    byte[] body = exchange.getRequestBody().readAllBytes();
    String problem = fixtures.change(path, new String(body, StandardCharsets.UTF_8));
    if (problem == null) return Answer.json(200, "{}");
    return Answer.json(400, "{\"message\":\"" + problem + "\"}");
  }

  private Answer page(String path) throws IOException {
    Answer packed = pages.at(path);
    if (directory == null) return packed == null ? Answer.notFound() : packed;
    Path file = directory.resolve(path.equals("/") ? "console.html" : path.substring(1));
    if (!Files.isRegularFile(file)) return Answer.notFound();
    return Answer.of(type(file.toString()), Files.readAllBytes(file));
  }

  private static String type(String name) {
    if (name.endsWith(".html")) return "text/html; charset=utf-8";
    if (name.endsWith(".css")) return "text/css; charset=utf-8";
    return name.endsWith(".js") ? "text/javascript; charset=utf-8" : "image/svg+xml";
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> query = new HashMap<>();
    if (uri.getRawQuery() == null) return query;
    for (String each : uri.getRawQuery().split("&")) {
      int equals = each.indexOf('=');
      if (equals < 0) continue;
      query.put(each.substring(0, equals), decoded(each.substring(equals + 1)));
    }
    return query;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
