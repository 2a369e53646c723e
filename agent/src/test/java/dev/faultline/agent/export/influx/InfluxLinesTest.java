// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.influx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.enrich.FaultBook;
import dev.faultline.agent.export.Contexts;
import dev.faultline.agent.export.Encoder;
import dev.faultline.agent.export.MetricWriter;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import dev.faultline.agent.export.influx.LineProtocol.Point;
import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.fault.State;
import dev.faultline.bootstrap.lane.Lanes;
import dev.faultline.bootstrap.metric.Histogram;
import dev.faultline.bootstrap.metric.Instrument;
import dev.faultline.bootstrap.metric.Series;
import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.subject.Request;
import dev.faultline.bootstrap.subject.SqlStatement;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Ids;
import dev.faultline.bootstrap.trace.Part;
import dev.faultline.bootstrap.trace.Span;
import dev.faultline.bootstrap.trace.SpanType;
import dev.faultline.bootstrap.trace.Trace;
import dev.faultline.bootstrap.trace.TraceContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What goes out, read by a parser of its own, and held to the letter. To write the files anew:
 * {@code -Dgolden.write=true}; then read the difference.
 */
class InfluxLinesTest {
  private static final Path FILES = Path.of("src/test/resources/dev/faultline/agent/export/influx");
  private static final long START = Contexts.START;
  private static final Database DATABASE = new Database("postgresql", "shop", "db.example", 5432);
  private static final String INBOUND = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private final Encoder lines =
      new InfluxLines(Contexts.fixed(), CommonTags.of(Contexts.fixed().resource, null));

  @BeforeEach
  void clear() {
    while (Lanes.PARTS.poll() != null || Lanes.SIGHTINGS.poll() != null) {}
  }

  @Test
  void metrics_areWrittenAsAgreed() throws IOException {
    Histogram histogram = histogram(3_000_000, 3_000_000_000L, 60_000_000_000L);
    Series series = new Series(Instrument.REQUEST, "GET", "http", "/a b/{id}", "500", null);
    int points =
        lines.addMetrics(
            out -> {
              out.durations("http.server.request.duration");
              out.point(series, histogram);
              out.durations("db.client.operation.duration");
              out.point(new Series(Instrument.STATEMENT, new String[6]), new Histogram());
              out.sum("faultline.records.dropped", "{record}", true);
              out.point(7, "faultline.signal", "spans", "faultline.reason", "queue_full");
              out.sum("faultline.records.pending", "{record}", false);
              out.point(0, "faultline.signal", "spans");
            });
    Payload payload = lines.take(Signal.METRICS);

    assertThat(points).isEqualTo(3);
    assertThat(payload.records()).isEqualTo(3);
    assertThat(LineProtocol.parse(payload.body)).hasSize(3);
    assertGolden("metrics.txt", text(payload));
  }

  @Test
  void durations_areCumulativeBySecondsAndAdded() {
    Histogram histogram = histogram(3_000_000, 3_000_000_000L, 60_000_000_000L);
    Series series = new Series(Instrument.REQUEST, "GET", "http", "/a b/{id}", "500", null);
    Point point =
        metrics(
                out -> {
                  out.durations("http.server.request.duration");
                  out.point(series, histogram);
                })
            .get(0);

    assertThat(point.measurement()).isEqualTo("http_server_request_duration");
    assertThat(point.tags())
        .containsOnly(
            entry("service", "shop"),
            entry("instance", "4711"),
            entry("http_request_method", "GET"),
            entry("url_scheme", "http"),
            entry("http_route", "/a b/{id}"),
            entry("http_response_status_code", "500"));
    assertThat(point.fields())
        .hasSize(22)
        .contains(
            entry("count", 3L),
            entry("sum_seconds", 63.003),
            entry("le_1ms", 0L),
            entry("le_5ms", 1L),
            entry("le_5000ms", 2L),
            entry("le_10000ms", 2L));
    assertThat(point.time()).isEqualTo(Contexts.EPOCH_MILLIS * 1_000_000);
  }

  @Test
  void seriesThatComeToTheSameTags_areAddedUp() {
    Series cut = new Series(Instrument.REQUEST, "GET", "http", "/" + "a".repeat(300), null, null);
    Series alike = new Series(Instrument.REQUEST, "GET", "http", "/" + "a".repeat(301), null, null);
    List<Point> points =
        metrics(
            out -> {
              out.durations("http.server.request.duration");
              out.point(cut, histogram(1_000_000_000));
              out.point(alike, histogram(2_000_000_000, 1));
              out.sum("faultline.faults", "{fault}", true);
              out.point(1, "exception.type", "a\n");
              out.point(2, "exception.type", "a\t");
            });

    assertThat(points).hasSize(2);
    assertThat(points.get(0).field("count")).isEqualTo(3L);
    assertThat(points.get(0).field("sum_seconds")).isEqualTo(3.000000001);
    assertThat(points.get(1).field("value")).isEqualTo(3L);
  }

  @Test
  void seriesWithAnEmptyValue_isNotTheOneWithoutIt() {
    List<Point> points =
        metrics(
            out -> {
              out.durations("http.server.request.duration");
              out.point(
                  new Series(Instrument.REQUEST, "GET", "http", "", "200", null), histogram(1));
              out.point(
                  new Series(Instrument.REQUEST, "GET", "http", null, "200", null), histogram(1));
            });

    assertThat(points).extracting(Point::identity).doesNotHaveDuplicates().hasSize(2);
  }

  @Test
  void fault_isWrittenAsAgreed() throws IOException {
    CurrentTrace current = CurrentTrace.get();
    TraceContext inbound = TraceContext.parse(INBOUND, null);
    Trace trace = current.beginTrace(SpanType.REQUEST, request("/orders/{id}"), inbound, START);
    SqlStatement insert = new SqlStatement("INSERT INTO orders (id) VALUES (17)", DATABASE);
    Span span = current.begin(SpanType.STATEMENT, insert, START + 3_000_000);
    SQLException error = new SQLException("Key (email)=(a@b.example) already exists", "23505", 0);
    error.setStackTrace(
        new StackTraceElement[] {new StackTraceElement("shop.Orders", "place", "Orders.java", 42)});
    Sighting left = new Sighting(error, Layer.JDBC).in(span.id, insert, span.startNanos);
    Sighting escaped = new Sighting(error, Layer.SERVLET).became(State.ESCAPED, null);
    current.report(left.at(START + 4_500_000).on(new Thread(() -> {}, "worker-1")));
    current.end(span, START + 4_500_000, error);
    current.report(escaped.at(START + 5_000_000));
    current.endTrace(trace, trace.end(START + 6_000_000, true), START + 6_000_000);
    FaultBook book = new FaultBook(AgentConfig.of(Map.of()), lines::add);
    for (Part part = Lanes.PARTS.poll(); part != null; part = Lanes.PARTS.poll()) book.add(part);
    book.add(left, START);
    book.add(escaped, START);
    book.tellAll(START);
    Payload payload = lines.take(Signal.FAULTS);

    Point point = LineProtocol.parse(payload.body).get(0);
    assertThat(point.tags())
        .containsOnly(
            entry("service", "shop"),
            entry("instance", "4711"),
            entry("category", "IntegrityError"),
            entry("route", "/orders/{id}"),
            entry("severity", "error"),
            entry("state", "escaped"),
            entry("type", "java.sql.SQLException"));
    assertThat(point.fields())
        .contains(
            entry("count", 1L),
            entry("message", "Key (email)=(?) already exists"),
            entry("trace_id", "0af7651916cd43dd8448eb211c80319c"),
            entry("span_id", Ids.hex(span.id)),
            entry("sql_kind", "unique"),
            entry("duration_seconds", 0.0015));
    assertGolden(
        "fault.txt",
        text(payload)
            .replace(Ids.hex(span.id), "0000000000000001")
            .replaceAll("\\bid=\"[0-9a-f]{32}\"", "id=\"RECORD\""));
  }

  @Test
  void faultsOfTheSameMoment_areDifferentPoints() {
    for (int i = 0; i < 1_000; i++) fault(new IllegalStateException(), null, START);

    List<Point> points = LineProtocol.parse(lines.take(Signal.FAULTS).body);
    assertThat(points).extracting(Point::identity).doesNotHaveDuplicates().hasSize(1_000);
  }

  @Test
  void storm_isCountedToTheLast() {
    FaultBook book = new FaultBook(AgentConfig.of(Map.of()), lines::add);
    for (int i = 0; i < 12; i++) {
      book.add(new Sighting(new IllegalStateException(), Layer.TASK).at(START), START);
    }
    book.tellAll(START);

    List<Point> points = LineProtocol.parse(lines.take(Signal.FAULTS).body);
    assertThat(points).extracting(Point::identity).doesNotHaveDuplicates().hasSize(11);
    assertThat(points.stream().mapToLong(each -> (Long) each.field("count")).sum()).isEqualTo(12);
    assertThat(points.get(10).field("count_only")).isEqualTo(true);
  }

  @Test
  void furtherSetsOfTags_areToldTogether() {
    for (int i = 0; i < FaultTags.MAX_SETS + 50; i++) {
      fault(new IllegalStateException(), "/page/" + i, START);
    }
    fault(new IllegalStateException(), "/page/7", START);

    List<Point> points = LineProtocol.parse(lines.take(Signal.FAULTS).body);
    assertThat(points).hasSize(FaultTags.MAX_SETS + 51);
    assertThat(points.stream().map(Point::tags).distinct()).hasSize(FaultTags.MAX_SETS + 1);
    assertThat(points.get(FaultTags.MAX_SETS).tags())
        .contains(entry("type", "other"), entry("route", "other"));
    assertThat(points.get(FaultTags.MAX_SETS + 50).tag("route")).isEqualTo("/page/7");
  }

  @Test
  void instance_isWhatTheUserCallsIt_elseTheProcess() {
    Map<String, Object> resource = Map.of("service.instance.id", "random", "process.pid", 7L);

    assertThat(CommonTags.of(resource, "pod-1")).containsEntry("instance", "pod-1");
    assertThat(CommonTags.of(resource, null)).containsEntry("instance", "7");
    assertThat(CommonTags.of(Map.of("service.instance.id", "random"), null))
        .containsEntry("instance", "random");
  }

  private void fault(Throwable error, String route, long nanos) {
    FaultBook book = new FaultBook(AgentConfig.of(Map.of()), lines::add);
    Thread thread = Thread.currentThread();
    Request request = route == null ? null : request(route);
    book.add(new Sighting(error, Layer.TASK, null, 0, nanos, thread, request), nanos);
    book.tellAll(nanos);
  }

  private List<Point> metrics(Consumer<MetricWriter> all) {
    lines.addMetrics(all);
    return LineProtocol.parse(lines.take(Signal.METRICS).body);
  }

  private static Histogram histogram(long... nanos) {
    Histogram histogram = new Histogram();
    for (long each : nanos) histogram.record(each);
    return histogram;
  }

  private static Request request(String route) {
    Request request = new Request();
    request.method = "POST";
    request.route = route;
    request.status = 500;
    request.path = "/orders/17";
    request.query = "page=2&password=hunter2";
    request.headers = new String[] {"X-Request-Id", "r-1"};
    request.parameters = Map.of("token", new String[] {"t0psecret"});
    return request;
  }

  private static String text(Payload payload) {
    return new String(payload.body, StandardCharsets.UTF_8);
  }

  private static void assertGolden(String name, String lines) throws IOException {
    Path file = FILES.resolve(name);
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(FILES);
      Files.writeString(file, lines);
    }
    assertThat(lines).isEqualTo(Files.readString(file));
  }
}
