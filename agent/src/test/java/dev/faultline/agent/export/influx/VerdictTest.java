// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.influx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.export.Outcome;
import dev.faultline.agent.export.Outcome.Kind;
import dev.faultline.agent.transport.Answer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
  @ParameterizedTest
  @CsvSource({
    "200, DONE",
    "204, DONE",
    "400, REFUSED",
    "401, DROPPED",
    "403, DROPPED",
    "404, DROPPED",
    "413, TOO_LARGE",
    "422, REFUSED",
    "429, RETRY",
    "500, RETRY",
    "502, RETRY",
    "503, RETRY",
    "504, RETRY",
  })
  void of_goesByTheStatus(int status, Kind kind) {
    assertThat(of(status, "").kind).isEqualTo(kind);
  }

  @Test
  void of_waitsAsLongAsItIsAskedTo() {
    Answer answer = new Answer(503, "30", new byte[0]);

    assertThat(Verdict.of(answer, "there", 0).retryAfterMillis).isEqualTo(30_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | {"error":"partial write: field type conflict: input field \\"value\\" on measurement \\"m\\" is type float, already exists as type integer dropped=2"}
          400 | {"error":"partial write: points beyond retention policy dropped=2"}
          400 | {"error":"partial write: max-values-per-tag limit exceeded (100000/100000): measurement=\\"dropped=7\\" tag=\\"type\\" value=\\"x\\" dropped=2"}
          422 | {"code":"unprocessable entity","message":"failure writing points to database: partial write: field type conflict: input field \\"value\\" is type float dropped=2"}
          """)
  void partialWrite_isTakenButForSoMany(int status, String body) {
    Outcome outcome = of(status, body);

    assertThat(outcome.kind).isEqualTo(Kind.DONE);
    assertThat(outcome.refused).isEqualTo(2);
    assertThat(outcome.reason).isEqualTo("partial_write");
    assertThat(outcome.detail).contains("partial write");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"error":"unable to parse 'm v=x 1': invalid number"}
          {"error":"partial write: unable to parse 'm v=x 1': invalid number dropped=0"}
          {"error":"partial write of line protocol occurred","data":[{"original_line":"m v=x 1","line_number":2}]}
          """)
  void refusalThatDoesNotSayHowMany_isCutInHalves(String body) {
    assertThat(of(400, body).kind).isEqualTo(Kind.REFUSED);
  }

  @Test
  void longAnswer_isToldByItsEnds() {
    String line = "unable to parse 'm': missing fields\n".repeat(1_000);

    Outcome outcome = of(400, "{\"error\":\"partial write: " + line + " dropped=3\"}");

    assertThat(outcome.refused).isEqualTo(3);
    assertThat(outcome.detail).hasSizeLessThan(800).doesNotContain("\n");
  }

  private static Outcome of(int status, String body) {
    Answer answer = new Answer(status, null, body.getBytes(StandardCharsets.UTF_8));
    return Verdict.of(answer, "http://influx:8086/write?db=shop", 0);
  }
}
