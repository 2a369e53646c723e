// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.export.Outcome;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartialSuccessTest {
  @Test
  void parse_readsCountAndMessage() {
    Outcome outcome =
        parse("{\"partialSuccess\":{\"rejectedLogRecords\":\"3\",\"errorMessage\":\"too old\"}}");
    assertThat(outcome.refused).isEqualTo(3);
    assertThat(outcome.detail).isEqualTo("too old");
    assertThat(parse("{\"a\":{\"b\":[1]},\"partialSuccess\":{\"rejectedSpans\":4}}").refused)
        .isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "null",
        "[]",
        "<html>",
        "{\"partialSuccess\":",
        "{\"partialSuccess\":{}}",
        "{\"partialSuccess\":null}",
        "{\"partialSuccess\":{\"rejectedSpans\":\"many\"}}",
        "{\"partialSuccess\":{\"rejectedSpans\":\"-1\"}}",
        "\u0000\u0001"
      })
  void parse_rejectsNothingOtherwise(String answer) {
    assertThat(parse(answer).refused).isZero();
  }

  private static Outcome parse(String answer) {
    return PartialSuccess.parse(answer.getBytes(StandardCharsets.UTF_8));
  }
}
