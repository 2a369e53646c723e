// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonParser;
import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.enrich.FaultBook;
import dev.faultline.agent.enrich.scrub.Scrubber;
import dev.faultline.agent.export.Contexts;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.fault.State;
import dev.faultline.bootstrap.lane.Lanes;
import dev.faultline.bootstrap.lane.LoggedLine;
import dev.faultline.bootstrap.metric.Histogram;
import dev.faultline.bootstrap.metric.Instrument;
import dev.faultline.bootstrap.metric.Series;
import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.subject.LogLine;
import dev.faultline.bootstrap.subject.Request;
import dev.faultline.bootstrap.subject.SqlStatement;
import dev.faultline.bootstrap.subject.Task;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Ids;
import dev.faultline.bootstrap.trace.Part;
import dev.faultline.bootstrap.trace.Span;
import dev.faultline.bootstrap.trace.SpanType;
import dev.faultline.bootstrap.trace.Trace;
import dev.faultline.bootstrap.trace.TraceContext;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What goes out, held to the letter, and read by OpenTelemetry's own classes; in protobuf, held to
 * say the same (see {@link Twins}). To write the files anew: {@code -Dgolden.write=true}; then read
 * the difference.
 */
class GoldenTest {
  private static final Path FILES = Path.of("src/test/resources/dev/faultline/agent/export/otlp");
  private static final long START = Contexts.START;
  private static final Database DATABASE = new Database("postgresql", "shop", "db.example", 5432);

  private final Twins exporter = new Twins(Contexts.fixed(), null);

  @BeforeEach
  void clear() {
    while (Lanes.PARTS.poll() != null || Lanes.SIGHTINGS.poll() != null) {}
  }

  @Test
  void traces_areWrittenAsAgreed() throws IOException {
    CurrentTrace current = CurrentTrace.get();
    TraceContext inbound =
        TraceContext.parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "a=b");
    Trace trace = current.beginTrace(SpanType.REQUEST, request(), inbound, START);
    SqlStatement select = new SqlStatement("SELECT name FROM product WHERE id = 17", DATABASE);
    for (int i = 0; i < 3; i++) statement(current, SpanType.STATEMENT, select, 1_000_000 * (i + 1));
    SqlStatement insert = new SqlStatement("INSERT INTO orders (id) VALUES (?)", DATABASE);
    Span batch = current.begin(SpanType.BATCH, insert, START);
    batch.size = 20;
    current.end(batch, START + 7_000_000, new SQLException("no", "23505", 0));
    Span commit = current.begin(SpanType.COMMIT, DATABASE, START);
    current.end(commit, START + 1_000, null);
    Task task = new Task("shop.Mail$$Lambda/0x0000000800c031f0", "pool", 2_500_000, true);
    current.end(current.begin(SpanType.TASK, task, START), START + 500, null);
    trace.end(START + 20_000_000, true);
    current.endTrace(trace, true, START + 20_000_000);
    Part part = Lanes.PARTS.poll();

    exporter.add(part);
    Payload payload = exporter.take(Signal.SPANS);

    assertThat(payload.records()).isEqualTo(5);
    List<io.opentelemetry.proto.trace.v1.Span> spans = Otlp.spans(payload.body);
    assertThat(spans).hasSize(5);
    assertGolden("traces.json", withoutRandom(payload, part));
  }

  @Test
  void logs_areWrittenAsAgreed() throws IOException {
    SQLException error = new SQLException("Key (email)=(a@b.example) already exists", "23505", 0);
    error.setStackTrace(
        new StackTraceElement[] {new StackTraceElement("shop.Orders", "place", "Orders.java", 42)});
    FaultBook book = new FaultBook(AgentConfig.of(Map.of()), exporter::add);
    SqlStatement insert = new SqlStatement("INSERT INTO orders (id) VALUES (?)", DATABASE);
    Thread thread = new Thread(() -> {}, "worker-1");
    Sighting seen = new Sighting(error, Layer.JDBC, null, 0, START, thread, insert);
    book.add(seen, START);
    book.tellAll(START);
    Payload payload = exporter.take(Signal.FAULTS);

    LogRecord log = Otlp.logs(payload.body).get(0);
    assertThat(log.getSeverityNumberValue()).isEqualTo(17);
    assertThat(Otlp.attributes(log.getAttributesList()).get("exception.message").toString())
        .doesNotContain("a@b.example");
    assertGolden("logs.json", text(payload).replace("\"" + thread.getId() + "\"", "\"THREAD\""));
  }

  @Test
  void line_isWrittenAsAgreed() throws IOException {
    TraceContext inbound =
        TraceContext.parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", null);
    CurrentTrace current = CurrentTrace.get();
    Trace trace = current.beginTrace(SpanType.REQUEST, request(), inbound, START);
    LoggedLine logged = new LoggedLine(line("WARN", "{} left of \"{}\""), trace, 1);
    LoggedLine outside = new LoggedLine(line("INFO", "token=t0psecret"), null, 0);
    current.endTrace(trace, false, START);
    Scrubber scrubber = Scrubber.of(AgentConfig.of(Map.of()));

    exporter.add(dev.faultline.agent.enrich.LogRecord.of(logged, scrubber));
    exporter.add(dev.faultline.agent.enrich.LogRecord.of(outside, scrubber));
    Payload payload = exporter.take(Signal.LOGS);

    assertThat(Otlp.logs(payload.body)).hasSize(2);
    assertGolden(
        "line.json",
        text(payload)
            .replace("\"" + logged.threadId + "\"", "\"THREAD\"")
            .replace("\"" + logged.threadName + "\"", "\"main\""));
  }

  private static LogLine line(String level, String template) {
    return new LogLine(START + 4_000_000, level, "shop.Stock", template, new Object[] {3, "nails"});
  }

  @Test
  void count_ofWhatHasNoMessageSaysThatItIsACount() throws IOException {
    FaultBook book = new FaultBook(AgentConfig.of(Map.of()), exporter::add);
    for (int i = 0; i < 12; i++) {
      book.add(new Sighting(new IllegalStateException(), Layer.TASK).at(START), START);
    }
    book.tellAll(START);

    List<LogRecord> logs = Otlp.logs(exporter.take(Signal.FAULTS).body);

    assertThat(logs).hasSize(11);
    for (int i = 0; i < 11; i++) {
      Map<String, ?> attributes = Otlp.attributes(logs.get(i).getAttributesList());
      assertThat(attributes.containsKey("exception.stacktrace")).isEqualTo(i < 10);
      assertThat(attributes.containsKey("faultline.count_only")).isEqualTo(i == 10);
    }
  }

  @Test
  void faultWithItsStory_isWrittenAsAgreed() throws IOException {
    CurrentTrace current = CurrentTrace.get();
    TraceContext inbound =
        TraceContext.parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", null);
    Trace trace = current.beginTrace(SpanType.REQUEST, request(), inbound, START);
    SqlStatement select = new SqlStatement("SELECT name FROM product WHERE id = 17", DATABASE);
    for (int i = 0; i < 3; i++) statement(current, SpanType.STATEMENT, select, 1_000_000 * (i + 1));
    SqlStatement insert = new SqlStatement("INSERT INTO orders (id) VALUES (17)", DATABASE);
    Span span = current.begin(SpanType.STATEMENT, insert, START + 3_000_000);
    SQLException error = new SQLException("Key (email)=(a@b.example) already exists", "23505", 0);
    error.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("org.postgresql.Driver", "run", "Driver.java", 7),
          new StackTraceElement("shop.Orders", "place", "Orders.java", 42)
        });
    Sighting left = new Sighting(error, Layer.JDBC).in(span.id, insert, span.startNanos);
    IllegalStateException wrapper = new IllegalStateException("No order", error);
    wrapper.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("shop.OrderServlet", "doPost", "OrderServlet.java", 9)
        });
    Sighting escaped = new Sighting(wrapper, Layer.SERVLET).became(State.ESCAPED, null);
    Thread thread = new Thread(() -> {}, "worker-1");
    current.report(left.at(START + 4_500_000).on(thread));
    current.end(span, START + 4_500_000, error);
    current.report(escaped.at(START + 5_000_000));
    // not what this thread has logged in another test
    left.log = new LogLine[] {new LogLine(START + 1, "WARN", "shop.Stock", "Low: {}", null)};
    escaped.log = null;
    current.endTrace(trace, trace.end(START + 6_000_000, true), START + 6_000_000);
    FaultBook book = new FaultBook(AgentConfig.of(Map.of()), exporter::add);
    for (Part part = Lanes.PARTS.poll(); part != null; part = Lanes.PARTS.poll()) book.add(part);
    book.add(left, START);
    book.add(escaped, START);
    book.tellAll(START);
    Payload payload = exporter.take(Signal.FAULTS);

    assertThat(Otlp.logs(payload.body)).hasSize(1);
    assertGolden(
        "fault.json",
        text(payload)
            .replace(Ids.hex(span.id), "0000000000000001")
            .replace("\"" + left.threadId + "\"", "\"THREAD\""));
  }

  @Test
  void metrics_areWrittenAsAgreed() throws IOException {
    Histogram histogram = new Histogram();
    histogram.record(3_000_000);
    histogram.record(3_000_000_000L);
    Series series = new Series(Instrument.REQUEST, "GET", "http", "/orders/{id}", "500", "500");
    exporter.addMetrics(
        out -> {
          out.durations("http.server.request.duration");
          out.point(series, histogram);
          out.durations("db.client.operation.duration");
          out.sum("faultline.records.dropped", "{record}", true);
          out.point(7, "faultline.signal", "spans", "faultline.reason", "queue_full");
          out.sum("faultline.records.pending", "{record}", false);
          out.point(0, "faultline.signal", "spans");
        });
    Payload payload = exporter.take(Signal.METRICS);

    assertThat(payload.records()).isEqualTo(3);
    assertThat(Otlp.metrics(payload.body).stream().map(Metric::getName))
        .containsExactly(
            "http.server.request.duration",
            "faultline.records.dropped",
            "faultline.records.pending");
    assertGolden("metrics.json", text(payload));
  }

  private static void statement(CurrentTrace current, SpanType type, Object subject, long nanos) {
    Span span = current.begin(type, subject, START);
    current.end(span, START + nanos, null);
  }

  private static Request request() {
    Request request = new Request();
    request.method = "POST";
    request.route = "/orders/{id}";
    request.status = 500;
    request.scheme = "https";
    request.path = "/orders/17";
    request.query = "page=2&password=hunter2";
    request.protocol = "HTTP/2.0";
    request.serverAddress = "shop.example";
    request.serverPort = 443;
    request.clientAddress = "192.0.2.7";
    request.userAgent = "curl \"8\" \ud83d\ude00 \ud83d";
    request.principal = "ada";
    request.headers = new String[] {"X-Request-Id", "r-1"};
    request.parameters = Map.of("token", new String[] {"t0psecret"});
    return request;
  }

  private static String withoutRandom(Payload payload, Part part) {
    String text = text(payload).replace("\"" + part.threadId + "\"", "\"THREAD\"");
    int n = 0;
    for (Span span = part.first; span != null; span = span.next) {
      text = text.replace(Ids.hex(span.id), String.format("%016d", ++n));
    }
    return text;
  }

  private static String text(Payload payload) {
    String text = new String(payload.body, StandardCharsets.UTF_8);
    return text.replaceAll("(\"log.record.uid\"[^}]*:)\"[0-9a-f]{32}\"", "$1\"RECORD\"");
  }

  private static void assertGolden(String name, String json) throws IOException {
    String pretty =
        new GsonBuilder()
                .setPrettyPrinting()
                .disableHtmlEscaping()
                .create()
                .toJson(JsonParser.parseString(json))
            + "\n";
    Path file = FILES.resolve(name);
    if (Boolean.getBoolean("golden.write")) Files.writeString(file, pretty);
    assertThat(pretty).isEqualTo(Files.readString(file));
  }
}
