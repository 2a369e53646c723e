// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.faultline.agent.console.api.Api;
import dev.faultline.agent.console.http.Answer;
import dev.faultline.agent.console.http.OtlpHandler;
import dev.faultline.agent.console.http.Pages;
import dev.faultline.agent.console.store.Store;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The HTTP server of the console, on this machine's own address only. */
final class ConsoleServer implements AutoCloseable {
  private static final int THREADS = 4;

  private final HttpServer server;
  private final ExecutorService threads;
  private final Pages pages = new Pages();
  private final Api api;
  private final OtlpHandler traces;
  private final OtlpHandler logs;
  private final OtlpHandler metrics;

  private ConsoleServer(HttpServer server, Store store, ConsoleLog log) throws IOException {
    this.server = server;
    Intake intake = new Intake(store, log);
    api = new Api(store);
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
   * @param port 0 for any that is free
   * @throws IOException the port is taken, most likely
   */
  static ConsoleServer start(int port, PrintStream out) throws IOException {
    InetAddress local = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
    HttpServer server = HttpServer.create(new InetSocketAddress(local, port), 0);
    try {
      ConsoleServer console = new ConsoleServer(server, new Store(), new ConsoleLog(out));
      server.createContext("/", console::handle);
      server.setExecutor(console.threads);
      server.start();
      return console;
    } catch (IOException | RuntimeException e) {
      server.stop(0);
      throw e;
    }
  }

  int port() {
    return server.getAddress().getPort();
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
    if (!method.equals("GET") && !method.equals("HEAD")) return Answer.notAllowed("GET");
    Answer page = pages.at(path);
    if (page != null) return page;
    byte[] json = api.answer(path);
    return json == null ? Answer.notFound() : Answer.json(json);
  }

  /** A foreign site whose name is made to point here would otherwise read what is shown. */
  private static boolean isLocal(@Nullable String host) {
    if (host == null) return false;
    String name = host.replaceFirst(":[0-9]{1,5}$", "");
    return name.equalsIgnoreCase("localhost") || name.equals("127.0.0.1") || name.equals("[::1]");
  }
}
