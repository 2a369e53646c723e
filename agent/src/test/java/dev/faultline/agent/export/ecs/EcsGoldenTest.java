// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.enrich.FaultBook;
import dev.faultline.agent.enrich.LogRecord;
import dev.faultline.agent.enrich.Severity;
import dev.faultline.agent.export.Contexts;
import dev.faultline.agent.export.ExportContext;
import dev.faultline.agent.export.Losses;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.fault.State;
import dev.faultline.bootstrap.lane.Lanes;
import dev.faultline.bootstrap.subject.Database;
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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What goes out, held to the letter. To write the files anew: {@code -Dgolden.write=true}; then
 * read the difference.
 */
class EcsGoldenTest {
  private static final Path FILES = Path.of("src/test/resources/dev/faultline/agent/export/ecs");
  private static final long START = Contexts.START;
  private static final Database DATABASE = new Database("postgresql", "shop", "db.example", 5432);
  private static final JsonFactory STRICT =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final List<String> lost = new ArrayList<>();
  private final EcsEncoder encoder = new EcsEncoder(context(), Frame.NONE, "process");

  private ExportContext context() {
    Losses losses = (signal, count, reason) -> lost.add(count + " " + signal.label + " " + reason);
    ExportContext fixed = Contexts.fixed(losses);
    Map<String, Object> resource = new LinkedHashMap<>(fixed.resource);
    resource.put("service.version", "1.4.2");
    resource.put("service.instance.id", "node-1");
    resource.put("deployment.environment.name", "prod");
    resource.put("host.name", "web-1");
    resource.put("telemetry.sdk.name", "faultline");
    resource.put("telemetry.sdk.version", "0.1.0");
    resource.put("k8s.pod.name", "shop-7f");
    resource.put("service", "a scalar that would conflict");
    return new ExportContext(
        resource, fixed.version, fixed.scrubber, fixed.clock, fixed.nanoTime, losses, key -> null);
  }

  @BeforeEach
  void clear() {
    while (Lanes.PARTS.poll() != null || Lanes.SIGHTINGS.poll() != null) {}
  }

  @Test
  void spans_areWrittenAsAgreed() throws IOException {
    CurrentTrace current = CurrentTrace.get();
    Trace trace = current.beginTrace(SpanType.REQUEST, request(), inbound(), START);
    SqlStatement select = new SqlStatement("SELECT name FROM product WHERE id = 17", DATABASE);
    for (int i = 0; i < 3; i++) {
      Span span = current.begin(SpanType.STATEMENT, select, START);
      current.end(span, START + 1_000_000L * (i + 1), null);
    }
    SqlStatement insert = new SqlStatement("INSERT INTO orders (id) VALUES (?)", DATABASE);
    Span batch = current.begin(SpanType.BATCH, insert, START);
    batch.size = 20;
    current.end(batch, START + 7_000_000, new SQLException("no", "23505", 0));
    Task task = new Task("shop.Mail$$Lambda/0x0000000800c031f0", "pool", 2_500_000, true);
    current.end(current.begin(SpanType.TASK, task, START), START + 500, null);
    trace.end(START + 20_000_000, true);
    current.endTrace(trace, true, START + 20_000_000);
    Part part = Lanes.PARTS.poll();

    encoder.add(part);
    Payload payload = encoder.take(Signal.SPANS);

    assertThat(payload.records()).isEqualTo(4);
    assertThat(payload.contentType).isEqualTo("application/x-ndjson");
    String text = text(payload);
    int n = 0;
    for (Span span = part.first; span != null; span = span.next) {
      text = text.replace(Ids.hex(span.id), String.format("%016d", ++n));
    }
    assertGolden("spans.json", text.replaceAll("(thread.id\":)\\d+", "$10"));
  }

  @Test
  void fault_isWrittenAsAgreed() throws IOException {
    CurrentTrace current = CurrentTrace.get();
    Trace trace = current.beginTrace(SpanType.REQUEST, request(), inbound(), START);
    SqlStatement insert = new SqlStatement("INSERT INTO orders (id) VALUES (17)", DATABASE);
    Span span = current.begin(SpanType.STATEMENT, insert, START + 3_000_000);
    SQLException error = new SQLException("Key (email)=(a@b.example) already exists", "23505", 0);
    error.setStackTrace(
        new StackTraceElement[] {new StackTraceElement("shop.Orders", "place", "Orders.java", 42)});
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
    current.endTrace(trace, trace.end(START + 6_000_000, true), START + 6_000_000);
    FaultBook book = new FaultBook(AgentConfig.of(Map.of()), encoder::add);
    for (Part part = Lanes.PARTS.poll(); part != null; part = Lanes.PARTS.poll()) book.add(part);
    book.add(left, START);
    book.add(escaped, START);
    book.tellAll(START);

    Payload payload = encoder.take(Signal.FAULTS);

    assertThat(payload.records()).isEqualTo(1);
    assertGolden(
        "fault.json",
        text(payload)
            .replace(Ids.hex(span.id), "0000000000000001")
            .replaceAll("((?:event|error).id\":)\"[0-9a-f]{32}\"", "$1\"RECORD\"")
            .replaceAll("(thread.id\":)\\d+", "$10"));
  }

  @Test
  void logLine_isWrittenAsAgreed() throws IOException {
    encoder.add(line("Order 17 \u2028 is\ntaken \ud83d", 0x0af7651916cd43ddL));

    assertGolden("log.json", text(encoder.take(Signal.LOGS)));
  }

  @Test
  void logLines_haveIdsOfTheirOwn() throws IOException {
    encoder.add(line("one", 0));
    encoder.add(line("one", 0));

    String[] lines = text(encoder.take(Signal.LOGS)).split("\n", -1);

    assertThat(lines).hasSize(3); // the last one ends, too
    assertThat(lines[0]).isNotEqualTo(lines[1]).doesNotContain("trace.id");
  }

  @Test
  void recordThatFailsHalfway_leavesNothingBehind() throws IOException {
    CurrentTrace current = CurrentTrace.get();
    Request hostile = request();
    hostile.parameters =
        new AbstractMap<>() {
          @Override
          public Set<Entry<String, String[]>> entrySet() {
            throw new IllegalStateException("of the application");
          }
        };
    Trace trace =
        current.beginTrace(SpanType.TASK, new Task("shop.Mail", "pool", 0, false), null, START);
    current.end(current.begin(SpanType.COMMIT, DATABASE, START), START + 1_000, null);
    current.end(current.begin(SpanType.REQUEST, hostile, START), START + 500, null);
    current.end(current.begin(SpanType.COMMIT, DATABASE, START), START + 1_000, null);
    trace.end(START + 2_000, true);
    current.endTrace(trace, true, START + 2_000);

    encoder.add(Lanes.PARTS.poll());
    List<Map<String, Object>> documents = documents(text(encoder.take(Signal.SPANS)));

    assertThat(lost).containsExactly("1 spans encoding_failed");
    assertThat(documents)
        .extracting(each -> each.get("faultline.span.type"))
        .containsExactly("commit", "commit", "task");
  }

  @Test
  void values_areOfTheTypesThatEcsSays() throws IOException {
    spans_areWrittenAsAgreed();
    fault_isWrittenAsAgreed();
    logLine_isWrittenAsAgreed();
    Map<String, String> ecs = EcsList.read();
    int checked = 0;
    for (String name : List.of("spans.json", "fault.json", "log.json")) {
      for (JsonElement each :
          com.google.gson.JsonParser.parseString(Files.readString(FILES.resolve(name)))
              .getAsJsonArray()) {
        for (Map.Entry<String, JsonElement> field : each.getAsJsonObject().entrySet()) {
          String type = ecs.get(field.getKey());
          if (type == null) continue;
          boolean number =
              field.getValue().isJsonPrimitive()
                  && field.getValue().getAsJsonPrimitive().isNumber();
          assertThat(number).as(field.getKey()).isEqualTo(type.equals("long"));
          checked++;
        }
      }
    }
    assertThat(checked).isGreaterThan(100);
  }

  private static LogRecord line(String message, long traceHigh) {
    return new LogRecord(
        START,
        Severity.WARN,
        "shop.Stock",
        message,
        "worker-1",
        7,
        traceHigh != 0,
        traceHigh,
        0x8448eb211c80319cL,
        0,
        true);
  }

  private static TraceContext inbound() {
    return TraceContext.parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "a=b");
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
    request.headers = new String[] {"X-Request-Id", "r-1", "Location", "here"};
    request.parameters = Map.of("token", new String[] {"t0psecret"});
    return request;
  }

  private static String text(Payload payload) {
    return new String(payload.body, StandardCharsets.UTF_8);
  }

  /** Each line by itself, strictly. */
  private static List<Map<String, Object>> documents(String lines) throws IOException {
    List<Map<String, Object>> documents = new ArrayList<>();
    assertThat(lines).endsWith("\n");
    for (String line : lines.split("\n")) {
      try (JsonParser parser = STRICT.createParser(line)) {
        while (parser.nextToken() != null) {}
      }
      @SuppressWarnings("unchecked")
      Map<String, Object> document = new Gson().fromJson(line, Map.class);
      documents.add(document);
    }
    return documents;
  }

  private static void assertGolden(String name, String lines) throws IOException {
    documents(lines);
    List<JsonElement> all = new ArrayList<>();
    for (String line : lines.split("\n")) all.add(com.google.gson.JsonParser.parseString(line));
    String pretty =
        new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(all) + "\n";
    Path file = FILES.resolve(name);
    if (Boolean.getBoolean("golden.write")) Files.writeString(file, pretty);
    assertThat(pretty).isEqualTo(Files.readString(file));
  }
}
