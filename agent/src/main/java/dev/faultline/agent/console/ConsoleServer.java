// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.console.alert.AlertCommands;
import dev.faultline.agent.console.alert.AlertRead;
import dev.faultline.agent.console.alert.Alerts;
import dev.faultline.agent.console.api.Api;
import dev.faultline.agent.console.api.FaultCommands;
import dev.faultline.agent.console.api.ServiceCommands;
import dev.faultline.agent.console.api.TimingApi;
import dev.faultline.agent.console.http.Refusals;
import dev.faultline.agent.console.http.Router;
import dev.faultline.agent.console.http.Taker;
import dev.faultline.agent.console.http.server.HttpServer;
import dev.faultline.agent.console.otlp.Budget;
import dev.faultline.agent.console.otlp.Signal;
import dev.faultline.agent.console.store.fault.Untold;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All of the console, wired. */
final class ConsoleServer implements AutoCloseable {
  private final HttpServer http;
  private final Alerts alerts;
  private final Kept kept;

  private ConsoleServer(HttpServer http, Alerts alerts, Kept kept) {
    this.http = http;
    this.alerts = alerts;
    this.kept = kept;
  }

  /**
   * Listens from now on.
   *
   * @param config what the environment says of alerts, and of the way to their channels
   * @throws IOException the port is taken, most likely, or the database cannot be used; the message
   *     says so to a person
   */
  static ConsoleServer start(
      Admission admission, ConsoleOptions options, AgentConfig config, PrintStream out)
      throws IOException {
    ConsoleLog log = new ConsoleLog(out);
    probe(admission.address);
    Kept kept = Kept.open(options, log);
    try {
      Alerts alerts = Alerts.open(kept.database, config, rules(options, config), log::say);
      Untold untold = kept.store.untold();
      alerts.take(untold.batch, untold.changes);
      Router router = router(admission, alerts, kept);
      HttpServer http = HttpServer.start(admission.address, router, Budget.ofHeap());
      String url = options.url();
      alerts.start(url != null ? url : Console.url(admission.address, http.port()));
      return new ConsoleServer(http, alerts, kept);
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

  /** Null where there is none. */
  private static @Nullable Path rules(ConsoleOptions options, AgentConfig config) {
    String set = config.alert().file();
    Path file = options.configFile();
    return file != null || set == null ? file : Paths.get(set);
  }

  /** The same, with nothing taken from the environment. */
  static ConsoleServer start(ConsoleOptions options, PrintStream out)
      throws IOException, ConsoleOptions.Bad {
    AgentConfig none = AgentConfig.of(Collections.<String, String>emptyMap());
    return start(Admission.of(options, name -> null), options, none, out);
  }

  private static Router router(Admission admission, Alerts alerts, Kept kept) throws IOException {
    Intake intake = new Intake(kept.store, alerts, kept.log);
    Map<Signal, Taker> takers = new EnumMap<>(Signal.class);
    takers.put(Signal.TRACES, intake.of(Receiver::traces));
    takers.put(Signal.LOGS, intake.of(Receiver::logs));
    takers.put(Signal.METRICS, intake.of(Receiver::metrics));
    Refusals refusals = new Refusals();
    ReadOut read = new ReadOut(kept.log);
    read.add(new Api(kept.store, refusals::counts, alerts::summary, admission.token != null));
    read.add(new AlertRead(alerts));
    read.add(new TimingApi(kept.store));
    Commands commands = new Commands(kept.log);
    commands.add(new FaultCommands(kept.store.groups));
    commands.add(new ServiceCommands(kept.store, kept.instances));
    commands.add(new AlertCommands(alerts));
    return new Router(admission.token, takers, read, commands, refusals, System::currentTimeMillis);
  }

  int port() {
    return http.port();
  }

  @Override
  public void close() {
    http.close();
    alerts.close();
    kept.close();
  }
}
