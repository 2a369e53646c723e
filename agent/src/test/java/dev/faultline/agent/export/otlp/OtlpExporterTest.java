// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.export.Contexts;
import dev.faultline.agent.export.Outcome;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import dev.faultline.agent.transport.Answer;
import dev.faultline.agent.transport.Transport;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer means, by the rules of OTLP/HTTP. */
class OtlpExporterTest {
  private static final String JSON = "application/json";
  private static final String PROTOBUF = "application/x-protobuf";

  /** Sat, 24 Oct 2026 09:46:40 GMT. */
  private static final long NOW = 1_792_835_200_000L;

  private final List<String> posts = new ArrayList<>();
  private Answer answer = new Answer(200, new byte[0], Map.of());

  private final OtlpExporter exporter =
      new OtlpExporter(
          AgentConfig.of(Map.of()),
          new Transport() {
            @Override
            public Answer post(String path, String type, String encoding, byte[] body) {
              posts.add(path + " " + type + " " + encoding);
              return answer;
            }

            @Override
            public void abort() {}

            @Override
            public String endpoint() {
              return "http://otlp.example";
            }
          });

  @ParameterizedTest
  @CsvSource({
    // status, Retry-After, kind, reason, milliseconds to wait
    "429, , RETRY, '', -1",
    "502, , RETRY, '', -1",
    "503, , RETRY, '', -1",
    "504, , RETRY, '', -1",
    "429, 7, RETRY, '', 7000",
    "503, 0, RETRY, '', 0",
    "503, 86400, RETRY, '', 900000",
    "503, soon, RETRY, '', -1",
    "503, 'Sat, 24 Oct 2026 09:46:50 GMT', RETRY, '', 10000",
    "503, 'Sat, 24 Oct 2026 09:46:30 GMT', RETRY, '', 0",
    "413, 7, TOO_LARGE, too_large, -1",
    "400, 7, REFUSED, http_400, -1",
    "422, , REFUSED, http_422, -1",
    "301, , DROPPED, http_301, -1",
    "307, , DROPPED, http_307, -1",
    "401, , DROPPED, http_401, -1",
    "403, , DROPPED, http_403, -1",
    "404, , DROPPED, http_404, -1",
    "405, , DROPPED, http_405, -1",
    "408, , DROPPED, http_408, -1",
    "415, , DROPPED, http_415, -1",
    "500, 7, DROPPED, http_500, -1",
    "501, , DROPPED, http_501, -1",
    "505, , DROPPED, http_505, -1",
  })
  void judge_goesByTheStatus(
      int status, String retryAfter, Outcome.Kind kind, String reason, long afterMillis) {
    Answer answer = new Answer(status, retryAfter, new byte[0]);
    for (String type : new String[] {JSON, PROTOBUF}) {
      Outcome outcome = exporter.judge("/v1/logs", type, answer, NOW);
      assertThat(outcome.kind).isEqualTo(kind);
      assertThat(outcome.reason).isEqualTo(reason);
      assertThat(outcome.retryAfterMillis).isEqualTo(afterMillis);
      assertThat(outcome.refused).isZero();
      assertThat(outcome.detail)
          .isEqualTo("http://otlp.example/v1/logs answered with status " + status);
    }
  }

  @Test
  void judge_tellsWhereARedirectionPointsTo() {
    Answer answer =
        new Answer(308, new byte[0], Map.of("Location", "https://otlp.example/v1/logs"));
    assertThat(exporter.judge("/v1/logs", JSON, answer, NOW).detail)
        .endsWith("status 308, a redirection to https://otlp.example/v1/logs");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 202, 204})
  void judge_takesAnEmptyAnswerForAYes(int status) {
    for (String type : new String[] {JSON, PROTOBUF}) {
      Outcome outcome = judge(status, type, new byte[0]);
      assertThat(outcome.kind).isEqualTo(Outcome.Kind.DONE);
      assertThat(outcome.refused).isZero();
      assertThat(outcome.detail).isEmpty();
    }
  }

  @Test
  void judge_readsAPartialSuccessInJson() {
    byte[] body =
        "{\"partialSuccess\":{\"rejectedSpans\":\"3\",\"errorMessage\":\"too old\"}}"
            .getBytes(StandardCharsets.UTF_8);
    assertRejected(judge(200, JSON, body), 3, "too old");
    // an answer that says what it is, is believed
    Answer answer = new Answer(200, body, Map.of("content-type", "application/json"));
    assertRejected(exporter.judge("/v1/traces", PROTOBUF, answer, NOW), 3, "too old");
  }

  @Test
  void judge_readsAPartialSuccessInProtobuf() {
    byte[] spans =
        ExportTraceServiceResponse.newBuilder()
            .setPartialSuccess(
                ExportTracePartialSuccess.newBuilder()
                    .setRejectedSpans(300)
                    .setErrorMessage("zu alt: \u00e4"))
            .build()
            .toByteArray();
    byte[] logs =
        ExportLogsServiceResponse.newBuilder()
            .setPartialSuccess(ExportLogsPartialSuccess.newBuilder().setRejectedLogRecords(1))
            .build()
            .toByteArray();
    byte[] metrics =
        ExportMetricsServiceResponse.newBuilder()
            .setPartialSuccess(
                ExportMetricsPartialSuccess.newBuilder()
                    .setRejectedDataPoints(Long.MAX_VALUE)
                    .setErrorMessage("m".repeat(1_000)))
            .build()
            .toByteArray();
    assertRejected(judge(200, PROTOBUF, spans), 300, "zu alt: \u00e4");
    assertRejected(judge(202, PROTOBUF, logs), 1, "");
    assertRejected(judge(200, PROTOBUF, metrics), Long.MAX_VALUE, "m".repeat(500));
    Answer answer = new Answer(200, spans, Map.of("Content-Type", PROTOBUF));
    assertRejected(exporter.judge("/v1/traces", JSON, answer, NOW), 300, "zu alt: \u00e4");
  }

  @Test
  void judge_takesAMessageAloneForAWarning() {
    byte[] body =
        ExportTraceServiceResponse.newBuilder()
            .setPartialSuccess(ExportTracePartialSuccess.newBuilder().setErrorMessage("slow down"))
            .build()
            .toByteArray();
    assertRejected(judge(200, PROTOBUF, body), 0, "slow down");
  }

  @Test
  void judge_skipsFieldsThatItDoesNotKnow() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.writeInt64(9, -1);
    out.writeFixed64(10, 1);
    out.writeFixed32(11, 1);
    out.writeString(12, "later");
    out.writeBytes(1, ByteString.copyFrom(new byte[] {0x18, 1, 0x08, 5, 0x22, 1, 'x'}));
    out.flush();
    assertRejected(judge(200, PROTOBUF, bytes.toByteArray()), 5, "");
  }

  /** Whatever it is, the status has said yes. */
  @Test
  void judge_survivesGarbage() {
    Random random = new Random(4);
    for (int i = 0; i < 20_000; i++) {
      byte[] body = new byte[random.nextInt(24)];
      random.nextBytes(body);
      if (body.length > 2 && i % 2 == 0) {
        body[0] = 0x0a;
        body[1] = (byte) (body.length - 2);
      }
      for (String type : new String[] {JSON, PROTOBUF}) {
        Outcome outcome = judge(200, type, body);
        assertThat(outcome.kind).isEqualTo(Outcome.Kind.DONE);
        assertThat(outcome.refused).isNotNegative();
      }
    }
    byte[] html = "<html>rejected errorMessage</html>".getBytes(StandardCharsets.UTF_8);
    for (String type : new String[] {JSON, PROTOBUF}) {
      assertRejected(judge(200, type, html), 0, "");
    }
  }

  @Test
  void deliver_postsWhereTheSignalBelongs() throws IOException {
    for (Signal signal : Signal.values()) {
      exporter.deliver(Payload.single(signal, PROTOBUF, new byte[1], 1));
    }
    assertThat(posts)
        .containsExactly(
            "/v1/logs application/x-protobuf null",
            "/v1/metrics application/x-protobuf null",
            "/v1/traces application/x-protobuf null",
            "/v1/logs application/x-protobuf null");
  }

  /** Payloads of an earlier process may be in the other form. */
  @Test
  void deliver_goesByThePayloadAndNotByTheSetting() throws IOException {
    byte[] body =
        ExportTraceServiceResponse.newBuilder()
            .setPartialSuccess(ExportTracePartialSuccess.newBuilder().setRejectedSpans(1))
            .build()
            .toByteArray();
    answer = new Answer(200, body, Map.of());
    exporter.open(Contexts.fixed());
    assertThat(exporter.deliver(Payload.single(Signal.SPANS, PROTOBUF, new byte[1], 2)).refused)
        .isEqualTo(1);
    assertThat(exporter.deliver(Payload.single(Signal.SPANS, JSON, new byte[1], 2)).refused)
        .isZero();
  }

  private Outcome judge(int status, String type, byte[] body) {
    return exporter.judge("/v1/traces", type, new Answer(status, body, Map.of()), NOW);
  }

  private static void assertRejected(Outcome outcome, long refused, String detail) {
    assertThat(outcome.kind).isEqualTo(Outcome.Kind.DONE);
    assertThat(outcome.refused).isEqualTo(refused);
    assertThat(outcome.detail).isEqualTo(detail);
  }
}
