// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.faultline.agent.console.http.Raw;
import dev.faultline.agent.console.http.Raw.Response;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes in by OTLP/HTTP, and what goes back. */
class IntakeTest {
  private static final String JSON = "application/json";
  private static final String PROTOBUF = "application/x-protobuf";
  private static final String TRACE = "5b8efff798038103d269b633813fc60c";

  private ConsoleServer server;

  @BeforeEach
  void start() throws Exception {
    server =
        ConsoleServer.start(
            ConsoleOptions.transientOnes(), new PrintStream(OutputStream.nullOutputStream()));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void protobuf_isTakenAndAnsweredInKind() throws Exception {
    Response response = post("/v1/traces", PROTOBUF, spans(span(TRACE)).toByteArray());
    assertThat(response.status).isEqualTo(200);
    assertThat(response.header("Content-Type")).isEqualTo(PROTOBUF);
    ExportTraceServiceResponse answer = ExportTraceServiceResponse.parseFrom(response.body);
    assertThat(answer).isEqualTo(ExportTraceServiceResponse.getDefaultInstance());
    assertThat(get("/api/traces/" + TRACE).text()).contains("\"name\":\"GET /\"");
  }

  @Test
  void gzippedProtobuf_isTaken() throws Exception {
    byte[] body = zipped(spans(span(TRACE)).toByteArray());
    Response response = post("/v1/traces", PROTOBUF + "\nContent-Encoding: GZIP", body);
    assertThat(response.status).isEqualTo(200);
    assertThat(get("/api/traces/" + TRACE).status).isEqualTo(200);
  }

  @Test
  void spanWithoutIds_isRejectedAndTheOthersAreKept() throws Exception {
    Message request = spans(span(TRACE), Span.newBuilder().setName("none").build());
    Response response = post("/v1/traces", PROTOBUF, request.toByteArray());
    assertThat(response.status).isEqualTo(200);
    ExportTracePartialSuccess partial =
        ExportTraceServiceResponse.parseFrom(response.body).getPartialSuccess();
    assertThat(partial.getRejectedSpans()).isEqualTo(1);
    assertThat(partial.getErrorMessage()).isEqualTo("A span has no trace id or no span id.");
    assertThat(get("/api/traces/" + TRACE).status).isEqualTo(200);
  }

  @Test
  void spanWithoutIds_isRejectedInJsonToo() throws Exception {
    String spans = "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{},{}]}]}]}";
    assertThat(post("/v1/traces", JSON, spans.getBytes()).text())
        .isEqualTo(
            "{\"partialSuccess\":{\"rejectedSpans\":\"2\",\"errorMessage\":"
                + "\"A span has no trace id or no span id.\"}}");
  }

  @Test
  void summary_isRejectedPointByPoint() throws Exception {
    SummaryDataPoint point = SummaryDataPoint.getDefaultInstance();
    Summary summary = Summary.newBuilder().addDataPoints(point).addDataPoints(point).build();
    Gauge gauge = Gauge.newBuilder().addDataPoints(NumberDataPoint.getDefaultInstance()).build();
    Response response =
        metrics(
            Metric.newBuilder().setName("a").setSummary(summary).build(),
            Metric.newBuilder().setName("b").setGauge(gauge).build());
    ExportMetricsServiceResponse answer = ExportMetricsServiceResponse.parseFrom(response.body);
    assertThat(answer.getPartialSuccess().getRejectedDataPoints()).isEqualTo(2);
    assertThat(answer.getPartialSuccess().getErrorMessage()).contains("summary");
  }

  @Test
  void exponentialHistograms_areTakenUpToABoundAndOnlyWithAScaleThatThereIs() throws Exception {
    ExponentialHistogram.Builder many = ExponentialHistogram.newBuilder();
    for (int i = 0; i < 4_001; i++) many.addDataPointsBuilder().setCount(1).setZeroCount(1);
    ExponentialHistogram.Builder absurd = ExponentialHistogram.newBuilder();
    absurd.addDataPointsBuilder().setScale(99);
    Response response =
        metrics(
            Metric.newBuilder().setName("a").setExponentialHistogram(absurd).build(),
            Metric.newBuilder().setName("b").setExponentialHistogram(many).build());
    ExportMetricsServiceResponse answer = ExportMetricsServiceResponse.parseFrom(response.body);
    assertThat(answer.getPartialSuccess().getRejectedDataPoints()).isEqualTo(1 + 2);
    assertThat(answer.getPartialSuccess().getErrorMessage()).contains("scale");
  }

  private Response metrics(Metric... metrics) throws Exception {
    ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
    request.addResourceMetricsBuilder().addScopeMetricsBuilder().addAllMetrics(List.of(metrics));
    return post("/v1/metrics", PROTOBUF, request.build().toByteArray());
  }

  @Test
  void brokenProtobuf_isAnsweredWithAStatus() throws Exception {
    Response response = post("/v1/traces", PROTOBUF, new byte[] {10, 100, 1});
    assertThat(response.status).isEqualTo(400);
    assertThat(response.header("Content-Type")).isEqualTo(PROTOBUF);
    // google.rpc.Status numbers its fields as this does: a number, and a text
    ExportTracePartialSuccess status = ExportTracePartialSuccess.parseFrom(response.body);
    assertThat(status.getRejectedSpans()).isEqualTo(3);
    assertThat(status.getErrorMessage()).startsWith("The body cannot be read: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "a\nB: c", ""})
  void otherTypes_areRefused(String type) throws Exception {
    Response response = post("/v1/logs", type, "{}".getBytes());
    assertThat(response.status).isEqualTo(415);
    assertThat(response.text()).contains("application/x-protobuf");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip, gzip", "deflate", "br", "x"})
  void otherCodings_areRefused(String coding) throws Exception {
    byte[] body = zipped(zipped("{}".getBytes()));
    assertThat(post("/v1/logs", JSON + "\nContent-Encoding: " + coding, body).status)
        .isEqualTo(415);
  }

  @Test
  void gzip_mayHaveSeveralMembersButNotMoreThanIsAllowed() throws Exception {
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    members.write(zipped("{\"a\":".getBytes()));
    members.write(zipped("1}".getBytes()));
    String type = JSON + "\nContent-Encoding: gzip";
    assertThat(post("/v1/logs", type, members.toByteArray()).status).isEqualTo(200);
    byte[] megabytes = zipped(new byte[1 << 20]);
    for (int i = 0; i < 20; i++) members.write(megabytes);
    assertThat(post("/v1/logs", type, members.toByteArray()).status).isEqualTo(413);
    byte[] nested = zipped(zipped("{}".getBytes()));
    assertThat(post("/v1/logs", type, nested).status).isEqualTo(400);
    byte[] cut = zipped("{\"a\":\"bcdefgh\"}".getBytes());
    assertThat(post("/v1/logs", type, Arrays.copyOf(cut, cut.length - 9)).status).isEqualTo(400);
  }

  @Test
  void bodyOfMoreThan16MiB_isTooLarge() throws Exception {
    byte[] body = new byte[(16 << 20) + 1];
    Response response = post("/v1/traces", PROTOBUF, body);
    assertThat(response.status).isEqualTo(413);
    assertThat(response.header("Content-Type")).isEqualTo(PROTOBUF);
    byte[] bomb = zipped(new byte[100 << 20]);
    assertThat(post("/v1/traces", PROTOBUF + "\nContent-Encoding: gzip", bomb).status)
        .isEqualTo(413);
  }

  @Test
  void pageOfAnotherSite_mayNotSend() throws Exception {
    for (String header :
        new String[] {
          "Sec-Fetch-Site: cross-site",
          "Sec-Fetch-Site: same-site",
          "Origin: http://evil.example",
          "Origin: null",
          "Origin: http://rebound.example\nHost: rebound.example"
        }) {
      Response response = post("/v1/logs", JSON + "\n" + header, "{}".getBytes());
      assertThat(response.status).as(header).isEqualTo(403);
      assertThat(response.head.toLowerCase()).doesNotContain("access-control");
    }
    assertThat(post("/v1/logs", JSON + "\nHost: host.docker.internal:4318", "{}".getBytes()).status)
        .as("containers reach this machine by other names")
        .isEqualTo(200);
  }

  private Response post(String path, String typeAndMore, byte[] body) throws IOException {
    String lines = "POST " + path + " HTTP/1.1\nContent-Type: " + typeAndMore;
    return Raw.ask(server.port(), lines, body);
  }

  private Response get(String path) throws IOException {
    return Raw.ask(server.port(), "GET " + path + " HTTP/1.1", new byte[0]);
  }

  private static Span span(String traceId) {
    return Span.newBuilder()
        .setTraceId(ByteString.fromHex(traceId))
        .setSpanId(ByteString.fromHex("eee19b7ec3c1b174"))
        .setName("GET /")
        .setKind(Span.SpanKind.SPAN_KIND_SERVER)
        .setStartTimeUnixNano(1_790_000_000_000_000_000L)
        .setEndTimeUnixNano(1_790_000_000_005_000_000L)
        .build();
  }

  private static Message spans(Span... spans) {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    for (Span each : spans) {
      request.addResourceSpansBuilder().addScopeSpansBuilder().addSpans(each);
    }
    return request.build();
  }

  private static byte[] zipped(byte[] body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(body);
    }
    return out.toByteArray();
  }
}
