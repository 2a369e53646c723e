// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.faultline.harness.App;
import dev.faultline.harness.RecordedFault;
import dev.faultline.harness.RecordedPoint;
import dev.faultline.harness.Run;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The write API of InfluxDB 2, as QuestDB has it: a server that comes as a jar, and reads line
 * protocol by a parser of its own. It does not look at the token, nor at the bucket.
 */
class InfluxV2IT {
  private static final int REQUESTS = 30;
  private static Server quest;
  private static Run run;

  @BeforeAll
  static void shopReportsToQuest() throws IOException {
    Path data = Files.createTempDirectory(Files.createDirectories(Server.folder()), "questdb");
    quest =
        Server.start(
            "questdb",
            "http-server listening on 127\\.0\\.0\\.1:([0-9]+)",
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                "questdb.jar",
                "io.questdb.ServerMain",
                "-d",
                data.toString()),
            Map.of(
                "QDB_HTTP_BIND_TO",
                "127.0.0.1:0",
                "QDB_PG_ENABLED",
                "false",
                "QDB_LINE_TCP_ENABLED",
                "false",
                "QDB_HTTP_MIN_ENABLED",
                "false",
                "QDB_TELEMETRY_ENABLED",
                "false"));
    run =
        App.of(Shop.class)
            .args(Integer.toString(REQUESTS))
            .set("faultline.exporters", "otlp,influxdb")
            .set("faultline.compression", "gzip")
            .set("faultline.influxdb.endpoint", quest.endpoint())
            .set("faultline.influxdb.org", "acme")
            .set("faultline.influxdb.bucket", "shop")
            .set("faultline.influxdb.token", "s3cr3t")
            .expectAnyErr()
            .run();
  }

  @AfterAll
  static void stop() {
    if (quest != null) quest.close();
  }

  @Test
  void requests_areCountedAndTimedAsTheCollectorHasThem() {
    List<RecordedPoint> told =
        run.points().stream()
            .filter(each -> each.metric().equals("http.server.request.duration"))
            .toList();
    long last = told.stream().mapToLong(RecordedPoint::timeUnixNano).max().orElseThrow();
    double seconds =
        told.stream()
            .filter(each -> each.timeUnixNano() == last)
            .mapToDouble(RecordedPoint::value)
            .sum();

    JsonArray total =
        awaitRow(
            "SELECT sum(count), sum(le_10000ms), sum(sum_seconds) FROM (SELECT * FROM"
                + " http_server_request_duration LATEST ON timestamp PARTITION BY"
                + " http_route, http_response_status_code, error_type)",
            REQUESTS);

    assertThat(total.get(1).getAsLong()).isEqualTo(REQUESTS);
    assertThat(total.get(2).getAsDouble()).isCloseTo(seconds, within(1e-9));
  }

  @Test
  void faults_areRowsWithWhatTheCollectorHasOfThem() {
    JsonArray total = awaitRow("SELECT sum(count), count() FROM faultline_faults", 3);
    assertThat(total.get(1).getAsInt()).isEqualTo(3);
    for (RecordedFault fault : run.faults()) {
      JsonArray row =
          awaitRow(
              "SELECT count, type, message, fingerprint, state, category, route"
                  + " FROM faultline_faults WHERE trace_id = '"
                  + fault.traceId()
                  + "'",
              1);

      assertThat(row.asList().stream().skip(1).map(JsonElement::getAsString))
          .containsExactly(
              fault.type(),
              fault.message(),
              fault.text("faultline.fingerprint"),
              "escaped",
              "IntegrityError",
              "/orders/*");
    }
  }

  @Test
  void nothing_isDropped() {
    assertThat(run.agentErr().toString())
        .containsPattern(
            quest.endpoint()
                + ": faults: 3 recorded = 3 delivered \\+ 0 dropped \\+ 0 pending;"
                + " metrics: ([0-9]+) recorded = \\1 delivered \\+ 0 dropped \\+ 0 pending")
        .doesNotContain("s3cr3t");
  }

  /**
   * The first row of the answer, once it begins with that number: what was taken is shown a moment
   * later.
   */
  private static JsonArray awaitRow(String query, int first) {
    return Awaitility.await(query)
        .atMost(Duration.ofMinutes(1))
        .until(() -> row(query), row -> !row.isEmpty() && row.get(0).toString().equals("" + first));
  }

  private static JsonArray row(String query) {
    JsonArray data = data(query);
    return data.isEmpty() ? data : data.get(0).getAsJsonArray();
  }

  private static JsonArray data(String query) {
    String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
    return JsonParser.parseString(quest.get("/exec?query=" + encoded))
        .getAsJsonObject()
        .getAsJsonArray("dataset");
  }
}
