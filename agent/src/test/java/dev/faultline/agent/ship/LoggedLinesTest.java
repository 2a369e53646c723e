// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.export.Signal;
import dev.faultline.agent.export.otlp.Otlp;
import dev.faultline.bootstrap.hook.LogHook;
import dev.faultline.bootstrap.hook.LogSampling;
import dev.faultline.bootstrap.hook.ProbeSwitch;
import dev.faultline.bootstrap.lane.Lanes;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lines of the log, from the hook to the endpoint: scrubbed, and accounted for. */
@Timeout(60)
class LoggedLinesTest {
  private final FakeCollector collector = new FakeCollector();
  private final Map<String, String> settings = new HashMap<>();

  @BeforeEach
  void prepare() {
    Recordings.clear();
    settings.put("endpoint", collector.endpoint());
    settings.put("service", "shop");
    settings.put("batch.delay", "10ms");
    settings.put("metrics.interval", "1h");
    settings.put("timeout", "30s"); // what is given up is sent again, and would be taken twice
    settings.put("shutdown.timeout", "30s");
    ProbeSwitch.LOGGING.turnOn();
    LogSampling.use(new LogSampling(true, new String[] {"*"}, 0));
  }

  @AfterEach
  void close() {
    ProbeSwitch.LOGGING.turnOff();
    LogSampling.turnOff();
    collector.close();
  }

  @Test
  void line_aloneWakesTheShipperAndArrivesScrubbed() {
    Shipper shipper = start();
    LogHook.logback(
        "WARN", "shop.Stock", "{} left, password={}", new Object[] {3, "hunter2"}, null);
    Awaitility.await().atMost(1, TimeUnit.MINUTES).until(() -> collector.logs.size() == 1);
    shipper.close();

    assertThat(collector.invalid).isEmpty();
    LogRecord log = collector.logs.get(0);
    assertThat(log.getSeverityNumberValue()).isEqualTo(13);
    assertThat(log.getBody().getStringValue()).startsWith("3 left, ").doesNotContain("hunter2");
    assertThat(Otlp.attributes(log.getAttributesList()))
        .containsEntry("faultline.logger", "shop.Stock")
        .containsEntry("thread.name", Thread.currentThread().getName())
        .doesNotContainKey("exception.type");
    assertThat(shipper.account().tally("otlp", Signal.LOGS))
        .hasToString("logs: 1 recorded = 1 delivered + 0 dropped + 0 pending");
    assertThat(shipper.account().tally("otlp", Signal.FAULTS).recorded).isZero();
  }

  @Test
  void storm_isAccountedForToTheLastLineAndPushesOutNothingElse() throws InterruptedException {
    Shipper shipper = start();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      threads.add(
          new Thread(
              () -> {
                for (int j = 0; j < 25_000; j++) {
                  LogHook.logback("ERROR", "shop.Stock", "{} left", new Object[] {j}, null);
                }
              }));
    }
    threads.forEach(Thread::start);
    for (int i = 0; i < 100; i++) Recordings.request(200, 3);
    Recordings.failedRequest("duplicate key");
    for (Thread thread : threads) thread.join();
    shipper.close();

    Tally logs = shipper.account().tally("otlp", Signal.LOGS);
    assertThat(logs.recorded).isEqualTo(200_000);
    assertThat(logs.pending()).isZero();
    assertThat(logs.dropped.keySet()).isSubsetOf(Account.LANE_FULL, Account.QUEUE_FULL);
    long lines = collector.logs.stream().filter(each -> each.getEventName().isEmpty()).count();
    assertThat(logs.delivered).isEqualTo(lines);
    assertThat(shipper.account().tally("otlp", Signal.SPANS))
        .hasToString("spans: 402 recorded = 402 delivered + 0 dropped + 0 pending");
    assertThat(shipper.account().tally("otlp", Signal.FAULTS))
        .hasToString("faults: 1 recorded = 1 delivered + 0 dropped + 0 pending");
  }

  @Test
  void noExporterForLines_noneAreRecordedAnyMore() {
    settings.put("exporters", "");
    Shipper shipper = start();
    LogHook.logback("ERROR", "shop.Stock", "first", null, null); // has the exporters opened
    Awaitility.await().atMost(1, TimeUnit.MINUTES).until(() -> Lanes.LINES.pending() == 0);
    long offered = Lanes.LINES.offered();
    LogHook.logback("ERROR", "shop.Stock", "second", null, null);
    shipper.close();

    assertThat(Lanes.LINES.offered()).isEqualTo(offered);
    assertThat(shipper.account().tallies()).extracting(each -> each.label).doesNotContain("logs");
  }

  private Shipper start() {
    return Shipper.start(AgentConfig.of(settings));
  }
}
