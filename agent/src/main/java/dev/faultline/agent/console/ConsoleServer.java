// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import dev.faultline.agent.console.api.Api;
import dev.faultline.agent.console.http.Refusals;
import dev.faultline.agent.console.http.Router;
import dev.faultline.agent.console.http.Taker;
import dev.faultline.agent.console.http.Token;
import dev.faultline.agent.console.http.server.HttpServer;
import dev.faultline.agent.console.otlp.Budget;
import dev.faultline.agent.console.otlp.Signal;
import dev.faultline.agent.console.store.Store;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All of the console, wired. */
final class ConsoleServer implements AutoCloseable {
  private final HttpServer http;

  private ConsoleServer(HttpServer http) {
    this.http = http;
  }

  /** On this machine's own address only, for whoever is on it. */
  static ConsoleServer start(int port, PrintStream out) throws IOException {
    InetAddress local = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
    return start(new InetSocketAddress(local, port), null, out);
  }

  /**
   * Listens from now on.
   *
   * @param address with the port 0 for any that is free
   * @param token null where all who reach the address may come in
   * @throws IOException the port is taken, most likely
   */
  static ConsoleServer start(InetSocketAddress address, @Nullable Token token, PrintStream out)
      throws IOException {
    Store store = new Store();
    Intake intake = new Intake(store, new ConsoleLog(out));
    Map<Signal, Taker> takers = new EnumMap<>(Signal.class);
    takers.put(Signal.TRACES, intake.of(Receiver::traces));
    takers.put(Signal.LOGS, intake.of(Receiver::logs));
    takers.put(Signal.METRICS, intake.of(Receiver::metrics));
    Api api = new Api(store);
    Refusals refusals = new Refusals();
    Router router =
        new Router(
            token,
            takers,
            (path, query) -> api.answer(path),
            (path, body) -> null,
            refusals,
            System::currentTimeMillis);
    return new ConsoleServer(HttpServer.start(address, router, Budget.ofHeap()));
  }

  int port() {
    return http.port();
  }

  @Override
  public void close() {
    http.close();
  }
}
