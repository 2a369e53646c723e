// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.alert;

import com.sun.net.httpserver.HttpServer;
import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.console.db.Database;
import dev.faultline.agent.console.record.Batch;
import dev.faultline.agent.console.record.Source;
import dev.faultline.agent.console.store.fault.Changes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Alerts of a console, with the clock in the test's hand, and a receiver that hears everything. */
abstract class AlertsFixture {
  static final String TRACE = "5b8efff798038103d269b633813fc60c";
  static final String SEED =
      "payment: 5 minutes, >= 3 events \"payment_failed\" with status 500, by service -> hook";

  static final Source STAGING = Source.of("shop", "staging", "1.0", "shop-2");

  final AtomicLong clock = new AtomicLong(1_790_000_000_000L);
  final List<String> heard = new CopyOnWriteArrayList<>();
  final List<String> said = new CopyOnWriteArrayList<>();
  final List<Alerts> opened = new ArrayList<>();
  volatile boolean deaf;
  final Map<String, AtomicInteger> refused = new ConcurrentHashMap<>();
  HttpServer hook;
  Database database;
  @TempDir Path directory;

  @BeforeEach
  void start() throws Exception {
    hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hook.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          if (!deaf) heard.add(new String(body, StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(deaf ? 503 : 200, -1);
          exchange.close();
        });
    hook.start();
    database = Database.inMemory();
  }

  @AfterEach
  void stop() throws Exception {
    for (Alerts each : opened) each.close();
    hook.stop(0);
    database.close();
  }

  /** The line of one that answers so, whatever it gets. */
  String channel(String name, int status) {
    AtomicInteger count = new AtomicInteger();
    refused.put(name, count);
    hook.createContext(
        "/" + name,
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          count.incrementAndGet();
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    String address = "http://127.0.0.1:" + hook.getAddress().getPort() + "/" + name;
    return "channel " + name + " webhook url=" + address + "\n";
  }

  interface Check {
    void run() throws Exception;
  }

  static void await(Check check) {
    Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(check::run);
  }

  void fail(Alerts alerts, int i) {
    long now = clock.get();
    take(
        alerts,
        Came.line(now - 2, "line" + i, "payment_failed: card " + i, TRACE),
        Came.request(now - 1, TRACE, 500, 9));
  }

  void take(Alerts alerts, Object... records) {
    Batch batch = Came.of(clock.get(), records);
    alerts.take(batch, new Changes());
  }

  /** So many seconds go by. */
  void tick(Alerts alerts, int seconds) {
    for (int i = 0; i < seconds; i++) {
      clock.addAndGet(1_000);
      alerts.step(alerts::tick);
    }
  }

  Alerts open(String rules) throws Exception {
    Path file = write(rules);
    Alerts alerts = new Alerts(database, AgentConfig.of(Map.of()), file, said::add, clock::get);
    opened.add(alerts);
    alerts.begin("http://console");
    return alerts;
  }

  Path write(String rules) throws IOException {
    Path file = directory.resolve("alerts.rules");
    String address = "http://127.0.0.1:" + hook.getAddress().getPort() + "/";
    Files.writeString(file, "channel hook webhook url=" + address + "\n" + rules);
    Files.setLastModifiedTime(file, FileTime.fromMillis(clock.get()));
    return file;
  }
}
