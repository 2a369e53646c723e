// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.zipkin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.export.Outcome;
import dev.faultline.agent.export.Outcome.Kind;
import dev.faultline.agent.transport.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZipkinExporterTest {
  @ParameterizedTest
  @CsvSource({
    "http://zipkin:9411, http://zipkin:9411/api/v2/spans",
    "http://zipkin:9411/, http://zipkin:9411/api/v2/spans",
    "https://gateway/trace/v1, https://gateway/trace/v1",
    "https://gateway/trace/v1?key=s3cr3t, https://gateway/trace/v1",
    "http://ada:s3cr3t@zipkin:9411, http://zipkin:9411/api/v2/spans",
  })
  void target_isTheAddressAsItMayBeShown(String endpoint, String target) {
    assertThat(exporter(endpoint).target()).isEqualTo(target);
  }

  @ParameterizedTest
  @CsvSource({
    "200, DONE",
    "202, DONE",
    "302, DROPPED",
    "400, REFUSED",
    "401, DROPPED",
    "404, DROPPED",
    "413, TOO_LARGE",
    "429, RETRY",
    "500, DROPPED",
    "502, RETRY",
    "503, RETRY",
    "504, RETRY",
  })
  void judge_goesByTheStatus(int status, Kind kind) {
    assertThat(judge(new Answer(status, null, new byte[0])).kind).isEqualTo(kind);
  }

  @Test
  void judge_waitsAsLongAsItIsAskedTo() {
    assertThat(judge(new Answer(429, "7", new byte[0])).retryAfterMillis).isEqualTo(7_000);
  }

  @Test
  void judge_tellsWhatZipkinSays() {
    byte[] words = "x should be\n lower-hex".getBytes(StandardCharsets.UTF_8);

    assertThat(judge(new Answer(400, null, words)).detail)
        .isEqualTo(
            "http://zipkin:9411/api/v2/spans answered with status 400: x should be lower-hex");
  }

  private static Outcome judge(Answer answer) {
    return exporter("http://zipkin:9411").judge(answer, 0);
  }

  private static ZipkinExporter exporter(String endpoint) {
    return new ZipkinExporter(AgentConfig.of(Map.of("zipkin.endpoint", endpoint)));
  }
}
