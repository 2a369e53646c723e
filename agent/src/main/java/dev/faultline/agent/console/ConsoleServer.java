// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.faultline.agent.console.api.Api;
import dev.faultline.agent.console.api.FaultCommands;
import dev.faultline.agent.console.api.Parameters;
import dev.faultline.agent.console.http.Answer;
import dev.faultline.agent.console.http.OtlpHandler;
import dev.faultline.agent.console.http.Pages;
import dev.faultline.agent.console.http.Query;
import dev.faultline.agent.console.otlp.BoundedInput;
import dev.faultline.agent.console.otlp.Node;
import dev.faultline.agent.console.store.Retention;
import dev.faultline.agent.console.store.StoreFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The HTTP server of the console, on this machine's own address only. */
final class ConsoleServer implements AutoCloseable {
  private static final int THREADS = 4;
  private static final int STOP_SECONDS = 5;
  private static final int MAX_COMMAND = 1 << 20;

  private final HttpServer server;
  private final ExecutorService threads;
  private final Pages pages = new Pages();
  private final Api api;
  private final FaultCommands commands;
  private final Kept kept;
  private final OtlpHandler traces;
  private final OtlpHandler logs;
  private final OtlpHandler metrics;

  private ConsoleServer(HttpServer server, Kept kept, ConsoleLog log) throws IOException {
    this.server = server;
    this.kept = kept;
    Intake intake = new Intake(kept.store, log);
    api = new Api(kept.store, Collections::emptyMap, () -> 0);
    commands = new FaultCommands(kept.store.groups);
    traces = new OtlpHandler(intake.of(Receiver::traces));
    logs = new OtlpHandler(intake.of(Receiver::logs));
    metrics = new OtlpHandler(intake.of(Receiver::metrics));
    AtomicInteger number = new AtomicInteger();
    threads =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "faultline-console-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Listens from now on.
   *
   * @throws IOException the port is taken, most likely
   */
  static ConsoleServer start(ConsoleOptions options, PrintStream out) throws IOException {
    return start(options.port(), log -> Kept.open(options, log), out);
  }

  /**
   * Listens from now on, and keeps nothing when it ends.
   *
   * @param port 0 for any that is free
   * @throws IOException the port is taken, most likely
   */
  static ConsoleServer start(int port, PrintStream out) throws IOException {
    return start(port, log -> Kept.inMemory(Retention.DEFAULT, log), out);
  }

  private interface Opening {
    Kept open(ConsoleLog log) throws IOException;
  }

  private static ConsoleServer start(int port, Opening opening, PrintStream out)
      throws IOException {
    InetAddress local = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
    HttpServer server = HttpServer.create(new InetSocketAddress(local, port), 0);
    Kept kept = null;
    try {
      ConsoleLog log = new ConsoleLog(out);
      kept = opening.open(log); // after the port: it says at once that another one runs
      ConsoleServer console = new ConsoleServer(server, kept, log);
      server.createContext("/", console::handle);
      server.setExecutor(console.threads);
      server.start();
      return console;
    } catch (IOException | RuntimeException e) {
      server.stop(0);
      if (kept != null) kept.close();
      throw e;
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown(); // not by interrupts, on which H2 would close its file
    try {
      if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) threads.shutdownNow();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    kept.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try {
      answer(exchange).send(exchange);
    } catch (StoreFailure e) {
      // what the protocol says for "later"
      Answer.json(503, "{\"message\":\"The console cannot keep it now: see its terminal.\"}")
          .send(exchange);
      kept.log.say(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      Answer.json(500, "{\"message\":\"The console failed: see its terminal.\"}").send(exchange);
      throw e;
    } finally {
      exchange.close();
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path == null) return Answer.notFound();
    if (path.equals("/v1/traces")) return traces.answer(exchange);
    if (path.equals("/v1/logs")) return logs.answer(exchange);
    if (path.equals("/v1/metrics")) return metrics.answer(exchange);
    if (!isLocal(exchange.getRequestHeaders().getFirst("Host"))) {
      return Answer.json(403, "{\"message\":\"Open this as localhost or 127.0.0.1.\"}");
    }
    String method = exchange.getRequestMethod();
    if (method.equals("POST") && path.startsWith("/api/")) return command(exchange, path);
    if (!method.equals("GET") && !method.equals("HEAD")) return Answer.notAllowed("GET");
    Answer page = pages.at(path);
    if (page != null) return page;
    byte[] json = api.answer(path, parameters(exchange));
    return json == null ? Answer.notFound() : Answer.json(json);
  }

  private static Parameters parameters(HttpExchange exchange) {
    Query query = Query.of(exchange.getRequestURI().getRawQuery());
    return new Parameters(query::text);
  }

  private Answer command(HttpExchange exchange, String path) throws IOException {
    // no foreign page can send this without being asked for leave, which is never given
    String header = exchange.getRequestHeaders().getFirst("X-Faultline");
    if (!"console".equals(header)) {
      return Answer.json(403, "{\"message\":\"This wants the header X-Faultline: console.\"}");
    }
    try (InputStream body = new BoundedInput(exchange.getRequestBody(), MAX_COMMAND)) {
      return commands.post(path, Node.parse(body)) ? Answer.json(200, "{}") : Answer.notFound();
    } catch (IOException e) {
      return Answer.json(400, "{\"message\":\"The body is no JSON object.\"}");
    } catch (IllegalArgumentException e) {
      return Answer.refusal(400, String.valueOf(e.getMessage()));
    }
  }

  /** A foreign site whose name is made to point here would otherwise read what is shown. */
  private static boolean isLocal(@Nullable String host) {
    if (host == null) return false;
    String name = host.replaceFirst(":[0-9]{1,5}$", "");
    return name.equalsIgnoreCase("localhost") || name.equals("127.0.0.1") || name.equals("[::1]");
  }
}
