// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.enrich.LogRecord;
import dev.faultline.agent.enrich.Severity;
import dev.faultline.agent.export.Contexts;
import dev.faultline.agent.export.Outcome;
import dev.faultline.agent.export.Outcome.Kind;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import dev.faultline.agent.transport.Answer;
import dev.faultline.agent.transport.Transport;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElasticsearchExporterTest {
  private final Endpoint endpoint = new Endpoint();
  private final ElasticsearchExporter exporter =
      new ElasticsearchExporter("opensearch", "prod", endpoint);

  @BeforeEach
  void open() {
    exporter.open(Contexts.fixed());
  }

  @Test
  void deliver_postsAnActionAndADocumentToTheSignalsStream() throws Exception {
    exporter.deliver(line());

    assertThat(endpoint.path)
        .startsWith("/logs-faultline.log-prod/_bulk?filter_path=errors,items.*.status");
    assertThat(endpoint.contentType).isEqualTo("application/x-ndjson");
    String[] lines = endpoint.body.split("\n", -1);
    assertThat(lines).hasSize(3);
    assertThat(lines[0]).matches("\\{\"create\":\\{\"_id\":\"[0-9a-f-]{36}-0\"}}");
    String id = lines[0].replaceAll(".*\"([0-9a-f-]+)\"}}", "$1");
    assertThat(lines[1]).startsWith("{\"@timestamp\":").contains("\"event.id\":\"" + id + "\"");
    assertThat(lines[2]).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "429, RETRY",
    "502, RETRY",
    "503, RETRY",
    "504, RETRY",
    "413, TOO_LARGE",
    "400, REFUSED",
    "422, REFUSED",
    "301, DROPPED",
    "401, DROPPED",
    "403, DROPPED",
    "404, DROPPED",
    "500, DROPPED"
  })
  void judge_goesByTheStatus(int status, Kind kind) {
    Outcome outcome = exporter.judge(line(), new Answer(status, "7", new byte[0]), 0);

    assertThat(outcome.kind).isEqualTo(kind);
    assertThat(outcome.detail).contains("logs-faultline.log-prod answered with status " + status);
    assertThat(outcome.retryAfterMillis).isEqualTo(kind == Kind.RETRY ? 7_000 : -1);
  }

  @Test
  void judge_ofRefusedCredentialsNamesTheSettings() {
    assertThat(exporter.judge(line(), new Answer(401, null, new byte[0]), 0).detail)
        .contains("faultline.elasticsearch.user, .password and .api-key");
  }

  @Test
  void authorization_encodesWhatIsNotEncoded() {
    assertThat(Authorization.value(null, null, null)).isNull();
    assertThat(Authorization.value("VnVhQ2ZHY0JDZGJrUQ==", "ada", "x"))
        .isEqualTo("ApiKey VnVhQ2ZHY0JDZGJrUQ==");
    assertThat(Authorization.value("id:key", null, null)).isEqualTo("ApiKey " + base64("id:key"));
    assertThat(Authorization.value(null, "ada", "pass:wörd"))
        .isEqualTo("Basic " + base64("ada:pass:wörd"));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private Payload line() {
    exporter
        .encoder()
        .add(
            new LogRecord(
                Contexts.START, Severity.INFO, "a", "b", "main", 1, false, 0, 0, 0, false));
    Payload payload = exporter.encoder().take(Signal.LOGS);
    if (payload == null) throw new AssertionError();
    return payload;
  }

  private static final class Endpoint implements Transport {
    String path = "";
    String contentType = "";
    String body = "";

    @Override
    public Answer post(
        String path, String contentType, @Nullable String contentEncoding, byte[] body) {
      this.path = path;
      this.contentType = contentType;
      this.body = new String(body, StandardCharsets.UTF_8);
      return new Answer(200, null, "{\"errors\":false}".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void abort() {}

    @Override
    public String endpoint() {
      return "http://node:9200";
    }
  }
}
