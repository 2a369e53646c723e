// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.faultline.agent.alert.event.AlertEvent;
import dev.faultline.agent.alert.setup.RuleDesk;
import dev.faultline.agent.alert.state.MemoryState;
import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.enrich.Fault;
import dev.faultline.agent.enrich.FaultBook;
import dev.faultline.agent.enrich.LogRecord;
import dev.faultline.agent.enrich.Severity;
import dev.faultline.agent.export.AlertStanding;
import dev.faultline.agent.export.EpochClock;
import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.lane.Lanes;
import dev.faultline.bootstrap.metric.Durations;
import dev.faultline.bootstrap.metric.Instrument;
import dev.faultline.bootstrap.metric.Series;
import dev.faultline.bootstrap.subject.Request;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Part;
import dev.faultline.bootstrap.trace.SpanType;
import dev.faultline.bootstrap.trace.Trace;
import dev.faultline.bootstrap.trace.TraceContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the clock in the test's hand. */
class AgentAlertsTest {
  private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
  private static final long HIGH = 0x0af7651916cd43ddL;
  private static final long LOW = 0x8448eb211c80319cL;
  private static final Map<String, Object> RESOURCE =
      Map.of("service.name", "shop", "service.version", "1.0", "process.pid", 17L);

  private final AtomicLong millis = new AtomicLong(1_790_000_000_000L);
  private final EpochClock clock = new EpochClock(() -> 0, () -> 0);
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private HttpServer hook;
  @TempDir Path folder;

  @BeforeEach
  void start() throws Exception {
    while (Lanes.PARTS.poll() != null) {}
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
  void seedRule_tellsOnceWhenThreeLinesAreOfFailedRequests() {
    AgentAlerts alerts =
        alerts("5 minutes, >= 3 events \"payment_failed\" with status 500, by service -> hook");
    for (int i = 0; i < 3; i++) {
      alerts.line(line("payment_failed: card " + i));
      tick(alerts, 1);
    }
    assertThat(heard).isEmpty(); // nobody knows yet how the request ends
    for (Part each : requestThatFails()) alerts.part(each);
    tick(alerts, 7);
    await(1);
    alerts.close(2_000);
    assertThat(heard).hasSize(1);
    assertThat(heard.get(0)).contains("shop", "payment_failed", TRACE_ID);
  }

  @Test
  void countOfAStorm_isWhatItStandsFor() {
    AgentAlerts alerts = alerts("1 minute, >= 50 faults -> hook, group wait 0");
    List<Fault> told = storm(50);
    assertThat(told).hasSizeLessThan(50);
    told.forEach(alerts::fault);
    tick(alerts, 1);
    await(1);
    alerts.close(2_000);
  }

  @Test
  void newFault_isToldWhenTheProcessEndsWithinTheGrace() {
    MemoryState state = new MemoryState();
    AgentAlerts alerts = alerts("new: new fault -> hook", state);
    storm(1).forEach(alerts::fault);
    alerts.close(20_000);
    assertThat(heard).hasSize(1);
    AgentAlerts next = alerts("new: new fault -> hook", state);
    storm(1).forEach(next::fault);
    next.close(2_000);
    assertThat(heard).hasSize(1);
  }

  @Test
  void idleProcess_isNotSilent() {
    AgentAlerts alerts = alerts("gone: silent for 2 minutes -> hook, group wait 0");
    storm(1).forEach(alerts::fault);
    tick(alerts, 300);
    alerts.close(2_000);
    assertThat(heard).isEmpty();
  }

  @Test
  void requestsOfBeforeTheFirstRuleThatAsksForThem_areNotCounted() throws Exception {
    write("new: new fault -> hook");
    AgentConfig config = AgentConfig.of(Map.of("alert.file", rules().toString()));
    AgentAlerts alerts = new AgentAlerts(config, RESOURCE, clock, new MemoryState(), millis::get);
    alerts.begin();
    tick(alerts, 3);
    String[] values = {"GET", "http", "/before", "200", null};
    for (int i = 0; i < 500; i++) {
      Durations.of(new Series(Instrument.REQUEST, values)).record(2_000_000);
    }
    write("many: 5 minutes, >= 500 requests -> hook, group wait 0");
    tick(alerts, 30);
    for (int i = 0; i < 500; i++) {
      Durations.of(new Series(Instrument.REQUEST, values)).record(2_000_000);
    }
    assertThat(heard).isEmpty();
    tick(alerts, 3);
    await(1);
    alerts.close(2_000);
  }

  private Path rules() {
    return folder.resolve("alerts.rules");
  }

  private void write(String rule) throws Exception {
    String address = "http://127.0.0.1:" + hook.getAddress().getPort() + "/";
    Files.writeString(rules(), "channel hook webhook url=" + address + "\n" + rule + "\n");
    Files.setLastModifiedTime(rules(), FileTime.fromMillis(millis.get()));
  }

  @Test
  void requests_areCountedOnceThoughTheirTracesAreTold() {
    RecordEvents events = new RecordEvents(RESOURCE, clock);
    RequestCounts counts = new RequestCounts(events);
    String[] values = {"POST", "http", "/counted", "503", null};
    Series series = new Series(Instrument.REQUEST, values);
    counts.read(1, each -> {}); // what other tests have left
    Durations.of(series).record(2_000_000);
    Durations.of(series).record(3_000_000_000L);
    List<AlertEvent> told = new ArrayList<>();
    counts.read(2, told::add);
    counts.read(3, told::add);
    assertThat(told).hasSize(1);
    AlertEvent event = told.get(0);
    assertThat(event.kind).isEqualTo(AlertEvent.Kind.TOTALS);
    assertThat(event.count).isEqualTo(2);
    assertThat(event.failed).isEqualTo(2);
    assertThat(event.route + event.status).isEqualTo("/counted503");
    assertThat(event.attribute("http.request.method")).isEqualTo("POST");
    AlertEvent request = events.request(requestThatFails().get(0));
    assertThat(request).isNotNull();
    assertThat(request.count).isZero();
    assertThat(request.failed).isZero();
    assertThat(request.traceId).isEqualTo(TRACE_ID);
  }

  @Test
  void fault_tellsWhatExportersSend() {
    AlertEvent event = new RecordEvents(RESOURCE, clock).fault(storm(1).get(0));
    assertThat(event.exceptionType).isEqualTo("java.lang.IllegalStateException");
    assertThat(event.message).isEqualTo("out of stock");
    assertThat(event.topFrame).isEqualTo("shop.Stock.take(Stock.java:3)");
    assertThat(event.fragment)
        .isEqualTo(
            "java.lang.IllegalStateException: out of stock at shop.Stock.take(Stock.java:3)");
    assertThat(event.attribute("faultline.fingerprint")).isEqualTo(event.fingerprint);
    assertThat(event.attribute("exception.stacktrace")).isEmpty();
    assertThat(event.service + event.release).isEqualTo("shop1.0");
  }

  @Test
  void standing_tellsWhatBecameOfAlerts() {
    String more =
        "silence rule=quiet until 2999-01-01; quiet: 1 minute, >= 1 faults -> hook, group wait 0";
    AgentAlerts alerts = alerts("told: 1 minute, >= 1 faults -> hook, group wait 0;" + more);
    assertThat(alerts.alerts().channels).hasSize(1);
    assertThat(alerts.alerts().channels.get(0).sent).isZero();
    storm(1).forEach(alerts::fault);
    tick(alerts, 1);
    await(1);
    alerts.close(20_000);
    AlertStanding.Channel hook = alerts.alerts().channels.get(0);
    assertThat(hook.sent).isEqualTo(1);
    assertThat(hook.failed + hook.pending).isZero();
    assertThat(alerts.alerts().suppressed).containsEntry("silence", 1L).hasSize(3);
    assertThat(alerts.alerts().events)
        .containsOnlyKeys("late", "repeated", "own", "unjoined", "overflowed");
  }

  @Test
  void rulesThatNeverFireHere_areNamed() {
    String rules =
        "back: regression -> hook; gone: silent for 1 minute -> hook;"
            + "lines: 1 minute, >= 1 log events -> hook; slow: p95 > 1 s in 1 minute -> hook;"
            + "any: 1 minute, >= 1 events -> hook; new: new fault -> hook";
    assertThat(outOfSight(rules)).hasSize(2);
    assertThat(outOfSight(rules).get(0))
        .startsWith("Alerts: rule back never fires here: ")
        .endsWith("the console can judge it: java -jar faultline.jar --config FILE");
    assertThat(outOfSight(rules).get(1)).startsWith("Alerts: rule gone never fires here: ");
    assertThat(outOfSight(rules, "probe.logging", "false", "probe.servlet", "false"))
        .hasSize(4)
        .anyMatch(each -> each.contains("rule lines") && each.contains("faultline.probe.logging"))
        .anyMatch(each -> each.contains("rule slow") && each.contains("faultline.probe.servlet"));
    assertThat(outOfSight(rules, "logs.error", "false", "logs.info", "0"))
        .hasSize(3)
        .anyMatch(each -> each.contains("rule lines") && each.contains("faultline.logs.*"));
  }

  private static List<String> outOfSight(String rules, String... settings) {
    Map<String, String> all = new HashMap<>();
    all.put("alert.rules", "channel hook webhook url=http://127.0.0.1:1/;" + rules);
    for (int i = 0; i < settings.length; i += 2) all.put(settings[i], settings[i + 1]);
    AgentConfig config = AgentConfig.of(all);
    RuleDesk desk = new RuleDesk(config.alert(), null, "", problem -> {});
    assertThat(desk.problems()).isEmpty();
    return new OutOfSight(config).of(desk.book().rules);
  }

  @Test
  void state_liesBesideTheSpoolUnlessTold() {
    assertThat(AgentAlerts.stateFile(AgentConfig.of(Map.of()))).isNull();
    assertThat(AgentAlerts.stateFile(AgentConfig.of(Map.of("spool.dir", "s", "service", "a/b"))))
        .isEqualTo(Paths.get("s", "alerts-a_b.state"));
    assertThat(AgentAlerts.stateFile(AgentConfig.of(Map.of("spool.dir", "s", "alert.state", "f"))))
        .isEqualTo(Paths.get("f"));
  }

  private AgentAlerts alerts(String rule) {
    return alerts(rule, new MemoryState());
  }

  private AgentAlerts alerts(String rule, MemoryState state) {
    String address = "http://127.0.0.1:" + hook.getAddress().getPort() + "/";
    AgentConfig config =
        AgentConfig.of(Map.of("alert.rules", "channel hook webhook url=" + address + ";" + rule));
    AgentAlerts alerts = new AgentAlerts(config, RESOURCE, clock, state, millis::get);
    alerts.begin();
    return alerts;
  }

  private void tick(AgentAlerts alerts, int seconds) {
    for (int i = 0; i < seconds; i++) {
      millis.addAndGet(1_000);
      alerts.tick();
    }
  }

  private void await(int messages) {
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> heard.size() == messages);
  }

  private long nanos() {
    return millis.get() * 1_000_000;
  }

  private LogRecord line(String text) {
    return new LogRecord(
        nanos(), Severity.ERROR, "shop.Payments", text, "main", 1, true, HIGH, LOW, 7, true);
  }

  private List<Part> requestThatFails() {
    CurrentTrace current = CurrentTrace.get();
    TraceContext inbound = TraceContext.parse("00-" + TRACE_ID + "-b7ad6b7169203331-01", null);
    Request request = new Request();
    request.method = "POST";
    request.route = "/pay";
    request.status = 500;
    Trace trace = current.beginTrace(SpanType.REQUEST, request, inbound, nanos());
    current.endTrace(trace, trace.end(nanos() + 9_000_000, true), nanos() + 9_000_000);
    List<Part> parts = new ArrayList<>();
    for (Part part = Lanes.PARTS.poll(); part != null; part = Lanes.PARTS.poll()) parts.add(part);
    return parts;
  }

  private List<Fault> storm(int count) {
    List<Fault> told = new ArrayList<>();
    FaultBook book = new FaultBook(AgentConfig.of(Map.of()), told::add);
    for (int i = 0; i < count; i++) {
      IllegalStateException error = new IllegalStateException("out of stock");
      error.setStackTrace(
          new StackTraceElement[] {new StackTraceElement("shop.Stock", "take", "Stock.java", 3)});
      book.add(new Sighting(error, Layer.TASK).at(nanos()), nanos());
    }
    book.tellAll(nanos());
    return told;
  }
}
