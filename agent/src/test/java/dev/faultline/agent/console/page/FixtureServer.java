// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.page;

import dev.faultline.agent.console.http.Answer;
import dev.faultline.agent.console.http.Query;
import dev.faultline.agent.console.http.Refusals;
import dev.faultline.agent.console.http.Request;
import dev.faultline.agent.console.http.Router;
import dev.faultline.agent.console.http.Service;
import dev.faultline.agent.console.http.server.HttpServer;
import dev.faultline.agent.console.otlp.Budget;
import dev.faultline.agent.console.otlp.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The real page and server over made-up data, which is the same each time: for looking at it, and
 * for what real data would take long to make (10,000 groups, a trace of 2,000 spans, markup in
 * every text).
 *
 * <p>To work on the page, run {@code main} with a port, a {@link Scenario} and the directory of the
 * page's files: they are then read anew for each request.
 */
final class FixtureServer implements AutoCloseable {
  private static final String[] PARAMETERS = {
    "service",
    "environment",
    "release",
    "status",
    "state",
    "category",
    "since",
    "text",
    "sort",
    "limit",
    "offset",
    "failed",
    "slow"
  };

  private final HttpServer server;
  private final Fixtures fixtures;

  FixtureServer(int port, Scenario scenario) throws IOException {
    this(port, scenario, null);
  }

  private FixtureServer(int port, Scenario scenario, Path directory) throws IOException {
    fixtures = new Fixtures(scenario, System.currentTimeMillis());
    Service router =
        new Router(
            null, Map.of(), this::read, this::change, new Refusals(), System::currentTimeMillis);
    Service service = directory == null ? router : new Fresh(router, directory);
    server = HttpServer.start(new InetSocketAddress("127.0.0.1", port), service, Budget.ofHeap());
  }

  public static void main(String[] args) throws IOException {
    Path directory = args.length > 2 ? Path.of(args[2]) : null;
    FixtureServer server =
        new FixtureServer(Integer.parseInt(args[0]), Scenario.valueOf(args[1]), directory);
    System.out.println(args[1] + " at " + server.address());
  }

  String address() {
    return "http://127.0.0.1:" + server.port();
  }

  @Override
  public void close() {
    server.close();
  }

  private byte[] read(String path, Query query) throws IOException {
    Map<String, String> asked = new HashMap<>();
    for (String each : PARAMETERS) if (query.has(each)) asked.put(each, query.text(each));
    Object json = fixtures.answer(path, asked);
    return json == null ? null : Json.bytes(json, fixtures.scenario::text);
  }

  private Answer change(String path, Node body) {
    String problem = fixtures.change(path, body);
    return problem == null ? Answer.json(200, "{}") : Answer.message(400, problem);
  }

  /** Gives the page's files as they are in a directory now. */
  private record Fresh(Service router, Path directory) implements Service {
    @Override
    public Answer answer(Request request) {
      String path = String.valueOf(request.path);
      Path file = directory.resolve(path.equals("/") ? "console.html" : path.substring(1));
      if (!request.isGet() || !Files.isRegularFile(file)) return router.answer(request);
      try {
        return Answer.of(type(file.toString()), Files.readAllBytes(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static String type(String name) {
      if (name.endsWith(".html")) return "text/html; charset=utf-8";
      if (name.endsWith(".css")) return "text/css; charset=utf-8";
      return name.endsWith(".js") ? "text/javascript; charset=utf-8" : "image/svg+xml";
    }

    @Override
    public Answer refuse(Request head) {
      return router.refuse(head);
    }

    @Override
    public int maxBody(Request head) {
      return router.maxBody(head);
    }

    @Override
    public boolean isIntake(Request head) {
      return router.isIntake(head);
    }

    @Override
    public Answer tooLarge(Request head) {
      return router.tooLarge(head);
    }

    @Override
    public Answer busy(Request head) {
      return router.busy(head);
    }
  }
}
