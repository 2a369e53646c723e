// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.zipkin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonParser;
import dev.faultline.agent.export.Contexts;
import dev.faultline.agent.export.Losses;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zipkin2.Span.Kind;
import zipkin2.codec.SpanBytesDecoder;

/**
 * What goes out, read by Zipkin's own classes, and held to the letter. To write the file anew:
 * {@code -Dgolden.write=true}; then read the difference.
 */
class ZipkinJsonTest {
  private static final Path FILE =
      Path.of("src/test/resources/dev/faultline/agent/export/zipkin/spans.json");
  private static final long START = Contexts.START;
  private static final long EPOCH_MICROS = Contexts.EPOCH_MILLIS * 1_000;
  private static final String INBOUND = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static final Database DATABASE = new Database("postgresql", "Shop", "192.0.2.1", 5432);

  private final CurrentTrace current = CurrentTrace.get();

  @BeforeEach
  void clear() {
    while (Lanes.PARTS.poll() != null || Lanes.SIGHTINGS.poll() != null) {}
  }

  @Test
  void spans_areWrittenAsAgreed() throws IOException {
    Part part = everyKind();
    ZipkinJson json = new ZipkinJson(Contexts.fixed());

    json.add(part);
    Payload payload = json.take(Signal.SPANS);

    assertThat(payload.records()).isEqualTo(5);
    assertThat(decode(payload)).hasSize(5);
    assertGolden(withoutRandom(payload, part));
  }

  @Test
  void request_isAServerSpanBelowTheCallersSpan() {
    zipkin2.Span root = sent(everyKind()).get(4);

    assertThat(root.traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(root.parentId()).isEqualTo("b7ad6b7169203331");
    assertThat(root.kind()).isEqualTo(Kind.SERVER);
    assertThat(root.name()).isEqualTo("post /orders/{id}");
    assertThat(root.timestampAsLong()).isEqualTo(EPOCH_MICROS);
    assertThat(root.durationAsLong()).isEqualTo(20_000);
    assertThat(root.localServiceName()).isEqualTo("shop");
    assertThat(root.remoteEndpoint().ipv4()).isEqualTo("192.0.2.7");
    assertThat(root.remoteEndpoint().portAsInt()).isZero();
    assertThat(root.tags())
        .contains(
            entry("error", "500"),
            entry("http.response.status_code", "500"),
            entry("url.query", "page=2&password=[Filtered]"),
            entry("http.request.header.x-request-id", "r-1"),
            entry("faultline.request.parameter.size", "s, m"),
            entry("process.pid", "4711"))
        .doesNotContainKey("service.name");
  }

  @Test
  void foldedStatements_areOneClientSpanThatTellsHowMany() {
    zipkin2.Span fold = sent(everyKind()).get(0);

    assertThat(fold.kind()).isEqualTo(Kind.CLIENT);
    assertThat(fold.name()).isEqualTo("select product");
    assertThat(fold.remoteServiceName()).isEqualTo("postgresql-shop");
    assertThat(fold.remoteEndpoint().ipv4()).isEqualTo("192.0.2.1");
    assertThat(fold.remoteEndpoint().portAsInt()).isEqualTo(5432);
    assertThat(fold.tags())
        .contains(
            entry("faultline.fold.count", "3"),
            entry("faultline.fold.max_seconds", "0.003"),
            entry("db.query.text", "SELECT name FROM product WHERE id = ?"))
        .doesNotContainKey("error")
        .doesNotContainKey("process.pid");
  }

  @Test
  void failedStatement_tellsTypeAndScrubbedMessage() {
    zipkin2.Span failed = sent(everyKind()).get(1);

    assertThat(failed.tags())
        .contains(entry("error", "java.sql.SQLException: Key (email)=(?) already exists"));
  }

  @Test
  void task_hasNoKind_andAtLeastOneMicrosecond() {
    zipkin2.Span task = sent(everyKind()).get(3);

    assertThat(task.kind()).isNull();
    assertThat(task.remoteEndpoint()).isNull();
    assertThat(task.durationAsLong()).isEqualTo(1);
  }

  @Test
  void rootWithoutCaller_hasNoParent() {
    Trace trace = current.beginTrace(SpanType.REQUEST, request(), null, START);

    assertThat(sent(ended(trace)).get(0).parentId()).isNull();
  }

  @Test
  void span_staysWithinTheOneThatItIsPartOf() {
    Trace trace = current.beginTrace(SpanType.REQUEST, request(), null, START + 900);
    Span inner = current.begin(SpanType.COMMIT, DATABASE, START + 1_100);
    current.end(inner, START + 20_000_900, null);
    List<zipkin2.Span> spans = sent(ended(trace));

    assertThat(end(spans.get(0))).isLessThanOrEqualTo(end(spans.get(1)));
  }

  @Test
  void nameOfAHost_isNoAddress() {
    Trace trace = current.beginTrace(SpanType.REQUEST, request(), null, START);
    Database named = new Database("mysql", null, "db.example", 0);
    current.end(current.begin(SpanType.CONNECT, named, START), START + 1_000, null);
    zipkin2.Endpoint remote = sent(ended(trace)).get(0).remoteEndpoint();

    assertThat(remote).isEqualTo(zipkin2.Endpoint.newBuilder().serviceName("mysql").build());
  }

  @Test
  void spanThatCannotBeWritten_isTakenBackAndCounted() {
    List<String> lost = new ArrayList<>();
    Losses losses = (signal, count, reason) -> lost.add(count + " " + signal + " " + reason);
    ZipkinJson json = new ZipkinJson(Contexts.fixed(losses));
    Trace trace = current.beginTrace(SpanType.REQUEST, request(), null, START);
    current.end(current.begin(SpanType.COMMIT, DATABASE, START), START + 1_000, null);
    Request bad = request();
    bad.parameters = new Recycled();
    current.end(current.begin(SpanType.REQUEST, bad, START), START + 1_000, null);
    current.end(current.begin(SpanType.ROLLBACK, DATABASE, START), START + 1_000, null);

    json.add(ended(trace));

    assertThat(lost).containsExactly("1 SPANS encoding_failed");
    assertThat(decode(json.take(Signal.SPANS)).stream().map(zipkin2.Span::name))
        .containsExactly("commit shop", "rollback shop", "post /orders/{id}");
  }

  private Part everyKind() {
    TraceContext inbound = TraceContext.parse(INBOUND, "a=b");
    Trace trace = current.beginTrace(SpanType.REQUEST, request(), inbound, START);
    SqlStatement select = new SqlStatement("SELECT name FROM product WHERE id = 17", DATABASE);
    for (int i = 1; i <= 3; i++) {
      Span each = current.begin(SpanType.STATEMENT, select, START);
      current.end(each, START + i * 1_000_000, null);
    }
    SqlStatement insert = new SqlStatement("INSERT INTO orders (id) VALUES (?)", DATABASE);
    Span batch = current.begin(SpanType.BATCH, insert, START);
    batch.size = 20;
    current.end(
        batch,
        START + 7_000_000,
        new SQLException("Key (email)=(a@b.example) already exists", "23505", 0));
    Span commit = current.begin(SpanType.COMMIT, DATABASE, START);
    current.end(commit, START + 1_000, null);
    Task task = new Task("shop.Mail$$Lambda/0x0000000800c031f0", "pool", 2_500_000, true);
    current.end(current.begin(SpanType.TASK, task, START), START + 500, null);
    return ended(trace);
  }

  private Part ended(Trace trace) {
    trace.end(START + 20_000_000, true);
    current.endTrace(trace, true, START + 20_000_000);
    return Lanes.PARTS.poll();
  }

  private static Request request() {
    Request request = new Request();
    request.method = "POST";
    request.route = "/orders/{id}";
    request.status = 500;
    request.path = "/orders/17";
    request.query = "page=2&password=hunter2";
    request.clientAddress = "192.0.2.7";
    request.userAgent = "curl \"8\" \ud83d\ude00 \ud83d";
    request.headers = new String[] {"X-Request-Id", "r-1"};
    request.parameters = Map.of("size", new String[] {"s", "m"});
    return request;
  }

  private static List<zipkin2.Span> sent(Part part) {
    ZipkinJson json = new ZipkinJson(Contexts.fixed());
    json.add(part);
    return decode(json.take(Signal.SPANS));
  }

  private static List<zipkin2.Span> decode(Payload payload) {
    return SpanBytesDecoder.JSON_V2.decodeList(payload.body);
  }

  private static long end(zipkin2.Span span) {
    return span.timestampAsLong() + span.durationAsLong();
  }

  private static String withoutRandom(Payload payload, Part part) {
    String text =
        new String(payload.body, StandardCharsets.UTF_8)
            .replace("\"" + part.threadId + "\"", "\"THREAD\"");
    int n = 0;
    for (Span span = part.first; span != null; span = span.next) {
      text = text.replace(Ids.hex(span.id), String.format("%016d", ++n));
    }
    return text;
  }

  private static void assertGolden(String json) throws IOException {
    String pretty =
        new GsonBuilder()
                .setPrettyPrinting()
                .disableHtmlEscaping()
                .create()
                .toJson(JsonParser.parseString(json))
            + "\n";
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, pretty);
    }
    assertThat(pretty).isEqualTo(Files.readString(FILE));
  }

  /** As a server has them that uses its requests again. */
  private static final class Recycled extends AbstractMap<String, String[]> {
    @Override
    public Set<Entry<String, String[]>> entrySet() {
      throw new IllegalStateException();
    }
  }
}
