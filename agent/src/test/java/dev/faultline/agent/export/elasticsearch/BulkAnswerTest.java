// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.export.Outcome;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Pieces;
import dev.faultline.agent.export.Signal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BulkAnswerTest {
  private static final String TAKEN = "{\"create\":{\"status\":201}}";
  private static final String THERE =
      failed(409, "version_conflict_engine_exception", "[x]: document already exists");
  private static final String BUSY =
      failed(429, "es_rejected_execution_exception", "rejected execution");
  private static final String DOWN = failed(503, "unavailable_shards_exception", "primary down");
  private static final String BAD = failed(400, "mapper_parsing_exception", "failed to parse");

  @Test
  void outcome_ofNoErrorsIsAllDelivered() {
    assertThat(of("{\"errors\":false,\"items\":[" + TAKEN + "]}", 1).kind)
        .isEqualTo(Outcome.Kind.DONE);
    assertThat(of("{\"took\":3,\"errors\":false,\"items\":[" + TAKEN + "]}", 1).kind)
        .isEqualTo(Outcome.Kind.DONE);
  }

  @Test
  void outcome_ofWhatIsThereAlreadyIsDelivered() {
    Outcome outcome = of(answer(TAKEN, THERE, THERE), 3);

    assertThat(outcome.kind).isEqualTo(Outcome.Kind.DONE);
    assertThat(outcome.refused).isZero();
  }

  @Test
  void outcome_ofBadDocumentsCountsThemWithTheFirstReason() {
    Outcome outcome = of(answer(BAD, TAKEN, failed(404, "index_not_found_exception", "no")), 3);

    assertThat(outcome.kind).isEqualTo(Outcome.Kind.DONE);
    assertThat(outcome.refused).isEqualTo(2);
    assertThat(outcome.reason).isEqualTo("http_400");
    assertThat(outcome.detail).isEqualTo("400 mapper_parsing_exception: failed to parse");
  }

  @Test
  void outcome_ofBusyNodeLeavesTheRestInOrder() {
    Outcome outcome = of(answer(TAKEN, BUSY, BAD, THERE, DOWN), 5);

    assertThat(outcome.kind).isEqualTo(Outcome.Kind.RETRY);
    assertThat(outcome.refused).isEqualTo(1);
    assertThat(outcome.reason).isEqualTo("http_400");
    assertThat(outcome.rest.records()).isEqualTo(2);
    assertThat(new String(outcome.rest.body, StandardCharsets.UTF_8)).isEqualTo("1\n4\n");
    assertThat(outcome.detail).contains("mapper_parsing").contains("rejected execution");
  }

  @Test
  void outcome_ofAllBusyIsRetriedAsItIs() {
    Outcome outcome = of(answer(BUSY, BUSY), 2);

    assertThat(outcome.kind).isEqualTo(Outcome.Kind.RETRY);
    assertThat(outcome.rest).isNull();
    assertThat(outcome.detail).isEqualTo("429 es_rejected_execution_exception: rejected execution");
  }

  @Test
  void outcome_ofReadOnlyIndexIsRetried() {
    String blocked = failed(403, "cluster_block_exception", "index read-only");

    assertThat(of(answer(blocked), 1).kind).isEqualTo(Outcome.Kind.RETRY);
  }

  @Test
  void outcome_toleratesFieldsThatItDoesNotKnow() {
    String item =
        "{\"create\":{\"_index\":\"a\",\"_shards\":{\"total\":[1,{}]},\"status\":400,"
            + "\"error\":{\"caused_by\":{\"type\":\"x\"},\"type\":\"t\",\"reason\":\"r\"}}}";

    Outcome outcome = of("{\"took\":1,\"errors\":true,\"more\":{},\"items\":[" + item + "]}", 1);

    assertThat(outcome.refused).isEqualTo(1);
    assertThat(outcome.detail).isEqualTo("400 t: r");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "OK",
        "<html>welcome</html>",
        "{}",
        "[]",
        "null",
        "{\"errors\":true}",
        "{\"errors\":true,\"items\":[]}",
        "{\"errors\":true,\"items\":[{\"create\":{\"status\":201}}",
        "{\"errors\":true,\"items\":[{\"create\":{\"status\":201}},{\"create\":{\"status\":201}},"
            + "{\"create\":{\"status\":201}}]}",
        "{\"errors\":true,\"items\":[{\"create\":{\"status\":\"x\"}},{\"create\":{}}]}",
        "{\"errors\":true,\"items\":[{\"create\":{}},{\"create\":{}}]}",
        "{\"errors\":true,\"items\":{\"create\":{}}}"
      })
  void outcome_ofSomethingElseIsRetried(String answer) {
    Outcome outcome = of(answer, 2);

    assertThat(outcome.kind).isEqualTo(Outcome.Kind.RETRY);
    assertThat(outcome.rest).isNull();
    assertThat(outcome.detail).startsWith("what was answered is not what _bulk answers: ");
  }

  private static Outcome of(String answer, int pieces) {
    return BulkAnswer.outcome(answer.getBytes(StandardCharsets.UTF_8), payload(pieces));
  }

  private static Payload payload(int count) {
    Pieces pieces = new Pieces(Signal.FAULTS, "application/x-ndjson", "", "", "");
    for (int i = 0; i < count; i++) {
      pieces.begin();
      pieces.out.write((i + "\n").getBytes(StandardCharsets.UTF_8));
      pieces.end();
    }
    return pieces.take();
  }

  private static String answer(String... items) {
    return "{\"errors\":true,\"items\":[" + String.join(",", items) + "]}";
  }

  private static String failed(int status, String type, String reason) {
    return String.format(
        "{\"create\":{\"status\":%d,\"error\":{\"type\":\"%s\",\"reason\":\"%s\"}}}",
        status, type, reason);
  }
}
