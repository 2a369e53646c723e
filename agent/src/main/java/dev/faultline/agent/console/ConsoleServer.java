// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import dev.faultline.agent.console.api.Api;
import dev.faultline.agent.console.api.FaultCommands;
import dev.faultline.agent.console.api.TimingApi;
import dev.faultline.agent.console.http.Refusals;
import dev.faultline.agent.console.http.Router;
import dev.faultline.agent.console.http.Taker;
import dev.faultline.agent.console.http.server.HttpServer;
import dev.faultline.agent.console.otlp.Budget;
import dev.faultline.agent.console.otlp.Signal;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.EnumMap;
import java.util.Map;

/** All of the console, wired. */
final class ConsoleServer implements AutoCloseable {
  private final HttpServer http;
  private final Kept kept;

  private ConsoleServer(HttpServer http, Kept kept) {
    this.http = http;
    this.kept = kept;
  }

  /**
   * Listens from now on.
   *
   * @throws IOException the port is taken, most likely, or the database cannot be used; the message
   *     says so to a person
   */
  static ConsoleServer start(Admission admission, ConsoleOptions options, PrintStream out)
      throws IOException {
    ConsoleLog log = new ConsoleLog(out);
    probe(admission.address);
    Kept kept = Kept.open(options, log);
    try {
      Router router = router(admission, kept);
      return new ConsoleServer(HttpServer.start(admission.address, router, Budget.ofHeap()), kept);
    } catch (IOException | RuntimeException e) {
      kept.close();
      throw e;
    }
  }

  /** Of a console that runs already its port says more than its database's lock. */
  private static void probe(InetSocketAddress address) throws IOException {
    if (address.getPort() != 0) {
      new ServerSocket(address.getPort(), 1, address.getAddress()).close();
    }
  }

  /** The same, with nothing taken from the environment. */
  static ConsoleServer start(ConsoleOptions options, PrintStream out)
      throws IOException, ConsoleOptions.Bad {
    return start(Admission.of(options, name -> null), options, out);
  }

  private static Router router(Admission admission, Kept kept) throws IOException {
    Intake intake = new Intake(kept.store, kept.log);
    Map<Signal, Taker> takers = new EnumMap<>(Signal.class);
    takers.put(Signal.TRACES, intake.of(Receiver::traces));
    takers.put(Signal.LOGS, intake.of(Receiver::logs));
    takers.put(Signal.METRICS, intake.of(Receiver::metrics));
    Refusals refusals = new Refusals();
    ReadOut read = new ReadOut(kept.log);
    read.add(new Api(kept.store, refusals::counts, () -> 0));
    read.add(new TimingApi(kept.store));
    Commands commands = new Commands(kept.log);
    commands.add(new FaultCommands(kept.store.groups));
    return new Router(admission.token, takers, read, commands, refusals, System::currentTimeMillis);
  }

  int port() {
    return http.port();
  }

  @Override
  public void close() {
    http.close();
    kept.close();
  }
}
