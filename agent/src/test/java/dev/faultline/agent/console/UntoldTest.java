// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.faultline.agent.console.db.Database;
import dev.faultline.agent.console.record.AttributeMap;
import dev.faultline.agent.console.record.Batch;
import dev.faultline.agent.console.record.FaultRecord;
import dev.faultline.agent.console.record.Source;
import dev.faultline.agent.console.store.Store;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A console that was killed after it had kept a regression, and before its alerts had heard. */
class UntoldTest {
  private static final String FINGERPRINT = "00000000000000aa";

  private final List<String> heard = new CopyOnWriteArrayList<>();
  private HttpServer hook;
  @TempDir Path folder;

  @BeforeEach
  void start() throws Exception {
    hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hook.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          heard.add(new String(body, StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    hook.start();
  }

  @AfterEach
  void stop() {
    hook.stop(0);
  }

  @Test
  void regression_isToldByTheNextConsole() throws Exception {
    Path data = folder.resolve("data");
    try (Store store = new Store(Database.inDirectory(data))) {
      store.write(batch("u1", System.currentTimeMillis()));
      store.groups.resolve(FINGERPRINT);
      store.write(batch("u2", System.currentTimeMillis() + 60_000));
    }
    Path rules = folder.resolve("alerts.rules");
    String address = "http://127.0.0.1:" + hook.getAddress().getPort() + "/";
    String rule = "back: regression -> hook, group wait 0";
    Files.writeString(rules, "channel hook webhook url=" + address + "\n" + rule + "\n");
    String[] arguments = {"--port", "0", "--data", data.toString(), "--config", rules.toString()};

    try (ConsoleServer next = console(arguments)) {
      await().atMost(Duration.ofSeconds(30)).until(() -> !heard.isEmpty());
    }
    assertThat(heard).hasSize(1);
    assertThat(heard.get(0)).contains("back", FINGERPRINT);
    try (Store store = new Store(Database.inDirectory(data))) {
      assertThat(store.untold().changes.all()).isEmpty();
    }
  }

  private static ConsoleServer console(String... arguments) throws Exception {
    ConsoleOptions options = ConsoleOptions.parse(arguments, name -> null);
    return ConsoleServer.start(options, new PrintStream(OutputStream.nullOutputStream()));
  }

  private static Batch batch(String uid, long millis) {
    AttributeMap attributes = new AttributeMap();
    attributes.values.put("exception.type", "com.shop.PaymentFailed");
    attributes.values.put("faultline.fingerprint", FINGERPRINT);
    Source source = Source.of("shop", "production", "", "shop-1");
    Batch batch = new Batch(System.currentTimeMillis());
    batch.faults.add(FaultRecord.of(source, uid, millis * 1_000_000, "", "", "ERROR", attributes));
    return batch;
  }
}
