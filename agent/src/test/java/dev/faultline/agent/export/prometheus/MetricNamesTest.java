// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricNamesTest {
  @ParameterizedTest
  @CsvSource({
    "http.server.request.duration, s, http_server_request_duration_seconds",
    "faultline.backlog.size, By, faultline_backlog_size_bytes",
    "faultline.records.recorded, {record}, faultline_records_recorded",
    "faultline.faults_total, {fault}, faultline_faults",
    "faultline.wait_seconds, s, faultline_wait_seconds",
    "queue/size-now, 1, queue_size_now",
    "2nd.try, {try}, _2nd_try",
    "größe, By, gr__e_bytes",
  })
  void metric_hasItsUnitAndNoTotal(String name, String unit, String expected) {
    assertThat(MetricNames.metric(name, unit)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "http.route, http_route",
    "a:b, a_b",
    "9lives, _9lives",
    "__name__, key__name__",
    "'', _",
  })
  void label_isLegal(String name, String expected) {
    assertThat(MetricNames.label(name)).isEqualTo(expected);
  }

  @Test
  void labels_leaveOutWhatHasNoValueAndJoinWhatHasTheSameName() {
    assertThat(MetricNames.labels(Map.of("error.type", "")).isEmpty()).isTrue();
    assertThat((Object) MetricNames.labels(Map.of("team", "a", "http.route", "/")))
        .isEqualTo(Labels.of("http_route", "/", "team", "a"));
    assertThat(MetricNames.labels(Map.of("a.b", "1", "a_b", "2")).get("a_b")).isIn("1;2", "2;1");
  }
}
