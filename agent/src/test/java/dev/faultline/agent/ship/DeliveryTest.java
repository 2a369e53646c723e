// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.export.Signal;
import dev.faultline.agent.export.otlp.Otlp;
import dev.faultline.bootstrap.lane.Lanes;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.Span.Event;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Endpoints that behave, and endpoints that do not, by real HTTP: the counts add up with each. */
@Timeout(60)
class DeliveryTest {
  private static final int REQUESTS = 20;
  private static final int SPANS = REQUESTS * 4 + 2;

  private final FakeCollector collector = new FakeCollector();
  private final Map<String, String> settings = new HashMap<>();
  private @Nullable Shipper running;

  @BeforeEach
  void prepare() {
    Recordings.clear();
    settings.put("endpoint", collector.endpoint());
    settings.put("service", "shop");
    settings.put("batch.delay", "10ms");
    settings.put("timeout", "10s");
    settings.put("metrics.interval", "1h");
    settings.put("shutdown.timeout", "30s");
  }

  @AfterEach
  void close() {
    if (running != null) running.close(); // a lane has one consumer
    collector.close();
  }

  @Test
  void taking_deliversEverything() {
    Account account = shipAndClose();
    assertThat(delivered(account, Signal.SPANS)).isEqualTo(SPANS).isEqualTo(collector.spans.size());
    assertThat(delivered(account, Signal.FAULTS)).isEqualTo(1);
    assertThat(collector.logs).hasSize(1);
    assertThat(collector.metrics).isNotEmpty();
    assertThat(account.sightings())
        .hasToString("sightings: 2 recorded = 2 delivered + 0 dropped + 0 pending");
  }

  @Test
  void compressed_deliversTheSame() {
    settings.put("compression", "gzip");
    Account account = shipAndClose();
    assertThat(delivered(account, Signal.SPANS)).isEqualTo(SPANS).isEqualTo(collector.spans.size());
  }

  @Test
  void tooManyRequests_isTriedAgainWhenAsked() {
    AtomicInteger refusals = new AtomicInteger(3);
    collector.behave(
        (exchange, body, self) -> {
          if (refusals.getAndDecrement() <= 0) {
            FakeCollector.TAKE.answer(exchange, body, self);
          } else {
            exchange.getResponseHeaders().add("Retry-After", "0");
            FakeCollector.reply(exchange, 429, "");
          }
        });
    Shipper shipper = start();
    record();
    Awaitility.await()
        .atMost(1, TimeUnit.MINUTES)
        .until(() -> collector.spans.size() == SPANS && collector.logs.size() == 1);
    Account account = closed(shipper);
    assertThat(delivered(account, Signal.SPANS)).isEqualTo(SPANS);
    assertThat(delivered(account, Signal.FAULTS)).isEqualTo(1);
  }

  @Test
  void unavailableForAMoment_isTriedAgainByItself() {
    AtomicInteger refusals = new AtomicInteger(1);
    collector.behave(
        (exchange, body, self) -> {
          boolean take = refusals.getAndDecrement() <= 0;
          (take ? FakeCollector.TAKE : FakeCollector.status(503)).answer(exchange, body, self);
        });
    Shipper shipper = start();
    record();
    Awaitility.await()
        .atMost(1, TimeUnit.MINUTES)
        .until(() -> collector.spans.size() == SPANS && collector.logs.size() == 1);
    assertThat(delivered(closed(shipper), Signal.SPANS)).isEqualTo(SPANS);
  }

  @Test
  void serverError_dropsUnderItsStatus() {
    collector.behave(FakeCollector.status(500));
    Account account = shipAndClose();
    assertThat(account.tally("otlp", Signal.SPANS).dropped)
        .isEqualTo(Map.of("http_500", (long) SPANS));
    assertThat(account.tally("otlp", Signal.FAULTS).dropped).isEqualTo(Map.of("http_500", 1L));
  }

  @Test
  void unavailableToTheEnd_dropsForShutdown() {
    collector.behave(FakeCollector.status(503));
    Account account = shipAndClose();
    assertThat(account.tally("otlp", Signal.SPANS).dropped)
        .isEqualTo(Map.of("shutdown", (long) SPANS));
    assertThat(account.tally("otlp", Signal.FAULTS).dropped).isEqualTo(Map.of("shutdown", 1L));
  }

  @Test
  void partialSuccess_countsWhatWasRejected() {
    collector.behave(
        (exchange, body, self) ->
            FakeCollector.reply(
                exchange,
                200,
                new String(
                    ExportTraceServiceResponse.newBuilder()
                        .setPartialSuccess(
                            ExportTracePartialSuccess.newBuilder()
                                .setRejectedSpans(1)
                                .setErrorMessage("x"))
                        .build()
                        .toByteArray(),
                    StandardCharsets.UTF_8)));
    settings.put("batch.delay", "10s"); // one batch
    Account account = shipAndClose();
    assertThat(account.tally("otlp", Signal.SPANS).dropped).isEqualTo(Map.of("rejected", 1L));
    assertThat(delivered(account, Signal.SPANS)).isEqualTo(SPANS - 1);
  }

  @Test
  void tooLarge_isHalvedUntilItIsTaken() {
    collector.behave(
        (exchange, body, self) -> {
          boolean take =
              body.length < 4_000 || !exchange.getRequestURI().getPath().endsWith("traces");
          (take ? FakeCollector.TAKE : FakeCollector.status(413)).answer(exchange, body, self);
        });
    settings.put("batch.delay", "10s");
    Account account = shipAndClose();
    assertThat(delivered(account, Signal.SPANS)).isEqualTo(SPANS);
    assertThat(collector.spans.stream().map(span -> span.getSpanId()).distinct().count())
        .isEqualTo(SPANS);
  }

  @Test
  void garbageInASuccess_isTakenForOne() {
    collector.behave(
        (exchange, body, self) -> FakeCollector.reply(exchange, 200, "<html>it works!\u0000"));
    assertThat(delivered(shipAndClose(), Signal.SPANS)).isEqualTo(SPANS);
  }

  @Test
  void hanging_isLeftWhenTheTimeIsOver() {
    collector.behave(FakeCollector.HANG);
    settings.put("timeout", "1h"); // so that it ends at all says that it was not waited for
    settings.put("shutdown.timeout", "1s");
    Shipper shipper = start();
    record();
    Awaitility.await().atMost(1, TimeUnit.MINUTES).until(() -> collector.requests.get() > 0);
    Account account = closed(shipper);
    assertThat(account.tally("otlp", Signal.SPANS).dropped)
        .isEqualTo(Map.of("shutdown", (long) SPANS));
    assertThat(account.tally("otlp", Signal.FAULTS).dropped).isEqualTo(Map.of("shutdown", 1L));
  }

  @Test
  void hanging_costsNoFaultWhenItRecovers() {
    collector.behave(FakeCollector.HANG);
    settings.put("timeout", "2s"); // to take a batch must not last as long, on any machine
    settings.put("batch.max-records", "50");
    Limits limits = new Limits(config(), 256 << 10);
    Shipper shipper = Shipper.start(config(), limits, Lanes.SIGHTINGS, Lanes.PARTS, Lanes.LINES);
    running = shipper;
    record();
    Awaitility.await().atMost(1, TimeUnit.MINUTES).until(() -> collector.requests.get() > 0);
    for (int i = 0; i < 2_000; i++) Recordings.request(200, 3); // far more than the backlog holds
    Awaitility.await()
        .atMost(1, TimeUnit.MINUTES)
        .until(
            () -> shipper.account().tally("otlp", Signal.SPANS).dropped.containsKey("queue_full"));
    collector.behave(FakeCollector.TAKE);
    Awaitility.await().atMost(1, TimeUnit.MINUTES).until(() -> collector.logs.size() == 1);
    Account account = closed(shipper);
    assertThat(delivered(account, Signal.FAULTS)).isEqualTo(1);
    Tally spans = account.tally("otlp", Signal.SPANS);
    assertThat(spans.recorded).isEqualTo(SPANS + 2_000 * 4);
    assertThat(spans.delivered).isEqualTo(collector.spans.size());
  }

  @Test
  void absent_dropsForShutdownAtOnce() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      settings.put("endpoint", "http://localhost:" + socket.getLocalPort());
    }
    long before = System.nanoTime();
    Account account = shipAndClose();
    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before))
        .isLessThan(20_000); // not all the time there is
    assertThat(account.tally("otlp", Signal.SPANS).dropped)
        .isEqualTo(Map.of("shutdown", (long) SPANS));
  }

  @Test
  void notHttp_addsUp() throws IOException {
    assertThat(againstSocket("SSH-2.0-OpenSSH_9.2\r\n").dropped).containsOnlyKeys("shutdown");
  }

  @Test
  void closingConnections_addsUp() throws IOException {
    assertThat(againstSocket("").dropped).containsOnlyKeys("shutdown");
  }

  @Test
  void nonsenseForAnEndpoint_addsUp() {
    settings.put("endpoint", "nonsense://%%%");
    Tally spans = shipAndClose().tally("otlp", Signal.SPANS);
    // The default endpoint it is then; most often nobody listens there.
    assertThat(spans.recorded).isEqualTo(SPANS);
    assertThat(spans.pending()).isZero();
  }

  @Test
  void spanEvents_areWrittenWhereAskedFor() {
    settings.put("exception.span-events", "true");
    shipAndClose();
    assertThat(collector.invalid).isEmpty();
    List<Event> events = collector.spans.stream().flatMap(s -> s.getEventsList().stream()).toList();
    assertThat(events).hasSize(2).allMatch(event -> event.getName().equals("exception"));
    assertThat(Otlp.attributes(events.get(0).getAttributesList()))
        .containsEntry("exception.type", "java.sql.SQLException")
        .containsKeys("exception.message", "exception.stacktrace");
  }

  @Test
  void everythingThatArrives_isValid() {
    settings.put("request.headers", "x-request-id");
    shipAndClose();
    assertThat(collector.invalid).isEmpty();
    assertThat(Otlp.attributes(collector.logs.get(0).getAttributesList()))
        .containsEntry("http.route", "/orders/{id}")
        .containsEntry("faultline.count", 1L);
  }

  private Tally againstSocket(String answer) throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      settings.put("endpoint", "http://localhost:" + socket.getLocalPort());
      Thread server = new Thread(() -> serve(socket, answer));
      server.setDaemon(true);
      server.start();
      return shipAndClose().tally("otlp", Signal.SPANS);
    }
  }

  private static void serve(ServerSocket socket, String answer) {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        client.getInputStream().read(new byte[100]);
        client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // closed by the test, or by the client
      }
    }
  }

  private Account shipAndClose() {
    Shipper shipper = start();
    record();
    return closed(shipper);
  }

  private Shipper start() {
    running = Shipper.start(config());
    return running;
  }

  private AgentConfig config() {
    return AgentConfig.of(settings);
  }

  private static void record() {
    for (int i = 0; i < REQUESTS; i++) Recordings.request(200, 3);
    Recordings.failedRequest("duplicate key");
  }

  private static long delivered(Account account, Signal signal) {
    return account.tally("otlp", signal).delivered;
  }

  /** Closed, with nothing pending and nothing unaccounted for. */
  private static Account closed(Shipper shipper) {
    shipper.close();
    // its last line may come a moment after the time that it was given, on a busy machine
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .atMost(1, TimeUnit.MINUTES)
        .until(() -> !shipper.thread().isAlive());
    Account account = shipper.account();
    for (Tally each : account.tallies()) assertThat(each.pending()).as(each.toString()).isZero();
    return account;
  }
}
