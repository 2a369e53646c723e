// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.UnknownFieldSet;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CollectorTest {
  private Collector collector;

  @BeforeEach
  void start() throws IOException {
    collector = Collector.start();
  }

  @AfterEach
  void close() {
    collector.close();
  }

  @Test
  void collector_takesWhatIsAsItShouldBe() {
    assertThat(send("/v1/traces", Payloads.traces(root()))).isEqualTo(200);
    assertThat(send("/v1/logs", Payloads.logs())).isEqualTo(200);
    assertThat(send("/v1/metrics", Payloads.metrics())).isEqualTo(200);

    assertThat(collector.problems()).isEmpty();
    assertThat(collector.requests())
        .containsExactly("/v1/traces 200", "/v1/logs 200", "/v1/metrics 200");
    TelemetryAssert arrived = FaultlineAssertions.assertThat(collector);
    SpanAssert span = arrived.hasOneTrace().root("GET /orders").isServer().isError();
    span.has("http.response.status_code", 200).hasNoParent().hasNoChildren();
    arrived.hasOneFault().hasType(IOException.class).hasMessage("broken").isIn(span);
    arrived.hasMetric("http.server.request.duration").hasUnit("s").hasCount(3).hasSum(0.3);
  }

  /** Each of these, done to a payload that is fine, makes it one that is not. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "traces | \"kind\":2 | \"kind\":0 | span kind not set",
        "traces | \"kind\":2 | \"kind\":9 | span kind not set",
        "traces | \"kind\":2 | \"kind\":\"SPAN_KIND_SERVER\" | not a number",
        "traces | \"kind\":2 | \"kind\":2,\"kind\":2 | twice",
        "traces | \"kind\":2 | \"kind\":2,\"colour\":1 | colour",
        "traces | \"kind\":2 | \"kind\":2,\"flags\":null | null for flags",
        "traces | \"kind\":2 | \"kind\":2,\"trace_state\":\"a\" | camel case",
        "traces | \"kind\":2 | \"kind\":2, | not JSON",
        "traces | 5b8efff798038103d269b633813fc60c | 5b8efff798038103d269b633813fc6 | traceId",
        "traces | 5b8efff798038103d269b633813fc60c | 5B8EFFF798038103D269B633813FC60C | traceId",
        "traces | 5b8efff798038103d269b633813fc60c | W47/95gDgQPSabYzgT/GDA== | traceId",
        "traces | 5b8efff798038103d269b633813fc60c | 00000000000000000000000000000000 | is zero",
        "traces | eee19b7ec3c1b174 | 0000000000000000 | is zero",
        "traces | GET /orders | `` | span without a name",
        "traces | \"code\":2 | \"code\":3 | unknown status",
        "traces | \"intValue\":\"200\" | \"intValue\":200 | not a string of digits",
        "traces | \"value\":{\"intValue\":\"200\"} | \"value\":{} | without a value",
        "traces | service.name | service.nam | no service.name",
        "traces | startTimeUnixNano\":\"1 | startTimeUnixNano\":\"2 | yet to come",
        "traces | endTimeUnixNano\":\"1 | endTimeUnixNano\":\" | long gone",
        "traces | \"scope\":{\"name\":\"faultline\"} | \"scope\":{} | scope without a name",
        "logs | \"severityNumber\":17 | \"severityNumber\":0 | severity not set",
        "logs | \"severityNumber\":17 | \"severityNumber\":9 | a severity of another name",
        "logs | ,\"spanId\":\"eee19b7ec3c1b174\" | `` | half a link",
        "logs | exception.type | exception.typo | without a type",
        "logs | exception.message | exception.massage | says nothing",
        "logs | exception.message | exception.type | attribute twice",
        "logs | exception.message\",\"value\":{\"stringValue\":\"broken\"} |"
            + " faultline.count_only\",\"value\":{\"boolValue\":true} | without what it counts",
        "line | \"severityNumber\":17 | \"severityNumber\":9 | a severity of another name",
        "line | \"stringValue\":\"3 left\" | `` | a line without text",
        "line | thread.name | thread.game | a line without its thread",
        "line | faultline.logger | exception.stacktrace | exception without a type",
        "metrics | \"aggregationTemporality\":2 | \"aggregationTemporality\":0 | temporality",
        "metrics | [\"1\",\"2\"] | [\"1\",\"3\"] | add up",
        "metrics | [\"1\",\"2\"] | [\"3\"] | one bucket more",
        "metrics | [\"1\",\"2\"] | [1,2] | not a string of digits",
        "metrics | \"sum\":0.3 | \"sum\":-0.3 | negative",
      })
  void collector_refuses(String signal, String found, String put, String problem) {
    String fine =
        switch (signal) {
          case "traces" -> Payloads.traces(root());
          case "logs" -> Payloads.logs();
          case "line" -> Payloads.line();
          default -> Payloads.metrics();
        };
    String spoilt = fine.replaceFirst(java.util.regex.Pattern.quote(found), put);
    assertThat(spoilt).isNotEqualTo(fine);

    assertThat(send("/v1/" + (signal.equals("line") ? "logs" : signal), spoilt)).isEqualTo(400);

    assertThat(collector.problems()).singleElement().asString().contains(problem);
    assertThat(collector.spans()).isEmpty();
    assertThat(collector.faults()).isEmpty();
    assertThat(collector.lines()).isEmpty();
    assertThat(collector.points()).isEmpty();
  }

  @Test
  void collector_takesACountOfWhatSaidNothing() {
    String count =
        Payloads.logs()
            .replace(
                "exception.message\",\"value\":{\"stringValue\":\"broken\"}}",
                "faultline.count_only\",\"value\":{\"boolValue\":true}},"
                    + "{\"key\":\"faultline.fingerprint\",\"value\":{\"stringValue\":\"a1\"}}");

    assertThat(send("/v1/logs", count)).isEqualTo(200);
  }

  @Test
  void collector_refusesAnEmptyEnvelope() {
    assertThat(send("/v1/traces", "{\"resourceSpans\":[]}")).isEqualTo(400);
    assertThat(send("/v1/traces", Payloads.traces())).isEqualTo(400);
    assertThat(collector.problems()).hasSize(2);
  }

  @Test
  void collector_refusesAnotherPathOrType() {
    assertThat(send("/v1/trace", Payloads.traces(root()))).isEqualTo(400);
    int status = Payloads.send(collector, "/v1/traces", "text/plain", Payloads.traces(root()));
    assertThat(status).isEqualTo(400);
    assertThat(collector.problems()).hasSize(2);
  }

  @Test
  void collector_takesProtobufAndRefusesUnknownFields() {
    ExportTraceServiceRequest.Builder fine = ExportTraceServiceRequest.newBuilder();
    OtlpJson.parse(Payloads.traces(root()).getBytes(StandardCharsets.UTF_8), fine);
    assertThat(sendProtobuf(fine.build().toByteArray())).isEqualTo(200);
    assertThat(collector.spans()).hasSize(1);
    assertThat(collector.problems()).isEmpty();

    fine.getResourceSpansBuilder(0)
        .getScopeSpansBuilder(0)
        .getSpansBuilder(0)
        .setUnknownFields(
            UnknownFieldSet.newBuilder()
                .addField(99, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                .build());
    assertThat(sendProtobuf(fine.build().toByteArray())).isEqualTo(400);
    assertThat(sendProtobuf(new byte[] {0x0a, 9, 1})).isEqualTo(400);
    assertThat(sendProtobuf(new byte[0])).isEqualTo(400);
    assertThat(collector.problems()).hasSize(3);
    assertThat(collector.problems().get(0)).contains("unknown fields [99] in Span");
    assertThat(collector.spans()).hasSize(1);
  }

  private int sendProtobuf(byte[] body) {
    return Payloads.send(collector, "/v1/traces", "application/x-protobuf", body);
  }

  @Test
  void problems_tellADuplicateSpanId() {
    send("/v1/traces", Payloads.traces(root(), root()));
    assertThat(collector.problems()).singleElement().asString().contains("span id twice");
  }

  @Test
  void problems_tellAParentThatNeverArrived() {
    send("/v1/traces", Payloads.traces(Payloads.span(Payloads.SPAN_ID, "00000000000000aa")));
    assertThat(collector.problems()).singleElement().asString().contains("never arrived");
  }

  @Test
  void problems_leaveARemoteParentAlone() {
    String span = Payloads.span(Payloads.SPAN_ID, "00000000000000aa");
    send("/v1/traces", Payloads.traces(span.replace("\"kind\":2", "\"kind\":2,\"flags\":769")));
    assertThat(collector.problems()).isEmpty();
    FaultlineAssertions.assertThat(collector)
        .hasOneTrace()
        .root()
        .hasRemoteParent("00000000000000aa");
  }

  @Test
  void problems_tellAFaultWhoseTraceNeverArrived() {
    send("/v1/logs", Payloads.logs());
    assertThat(collector.problems()).singleElement().asString().contains("of a fault never");
  }

  @Test
  void problems_tellAFaultWhoseSpanIsNotInItsTrace() {
    send("/v1/traces", Payloads.traces(Payloads.span("00000000000000bb", "")));
    send("/v1/logs", Payloads.logs());
    assertThat(collector.problems()).singleElement().asString().contains("not in its trace");
  }

  @Test
  void line_isNoFaultAndItsTraceNeedNotArrive() {
    assertThat(send("/v1/logs", Payloads.line())).isEqualTo(200);

    assertThat(collector.problems()).isEmpty();
    assertThat(collector.faults()).isEmpty();
    RecordedLine line = collector.lines().get(0);
    assertThat(line).hasToString("ERROR shop.Stock: 3 left");
    assertThat(line.traceId()).isEqualTo(Payloads.TRACE_ID);
  }

  @Test
  void problems_tellALineWhoseSpanIsOfAnotherTrace() {
    send("/v1/traces", Payloads.traces(root()));
    send("/v1/logs", Payloads.line().replace(Payloads.TRACE_ID, "0".repeat(31) + "1"));
    assertThat(collector.problems()).singleElement().asString().contains("of a line is of another");
  }

  @ParameterizedTest
  @CsvSource({"BAD_REQUEST,400", "TOO_MANY,429", "ERROR,500", "UNAVAILABLE,503", "PARTIAL,200"})
  void mode_answersAsTold(Collector.Mode mode, int status) throws IOException {
    collector.switchTo(mode);
    assertThat(send("/v1/traces", Payloads.traces(root()))).isEqualTo(status);
    assertThat(collector.spans()).hasSize(status == 200 ? 1 : 0);
  }

  @Test
  void mode_downAndUpAgainOnTheSamePort() throws IOException {
    String endpoint = collector.endpoint();
    collector.switchTo(Collector.Mode.DOWN);
    assertThatThrownBy(() -> send("/v1/traces", Payloads.traces(root())))
        .hasRootCauseInstanceOf(java.io.IOException.class);
    collector.switchTo(Collector.Mode.OK);
    assertThat(collector.endpoint()).isEqualTo(endpoint);
    assertThat(send("/v1/traces", Payloads.traces(root()))).isEqualTo(200);
  }

  @Test
  void mode_garbageIsNoHttp() throws IOException {
    collector.switchTo(Collector.Mode.GARBAGE);
    assertThatThrownBy(() -> send("/v1/traces", Payloads.traces(root())))
        .hasRootCauseInstanceOf(java.io.IOException.class);
    assertThat(collector.requests()).isEmpty();
  }

  private int send(String path, String json) {
    return Payloads.send(collector, path, json);
  }

  private static String root() {
    return Payloads.span(Payloads.SPAN_ID, "");
  }
}
