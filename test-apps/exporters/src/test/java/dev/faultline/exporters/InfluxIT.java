// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.faultline.harness.App;
import dev.faultline.harness.RecordedFault;
import dev.faultline.harness.RecordedPoint;
import dev.faultline.harness.Run;
import java.io.File;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * An InfluxDB of version 1 takes what is sent to it, and tells the same as a collector beside it.
 * Debian has it as the package {@code influxdb}; where it is not installed, this is skipped.
 */
class InfluxIT {
  private static final int REQUESTS = 30;
  private static final String REQUEST = "http_server_request_duration";
  private static Server influx;
  private static Run run;

  @BeforeAll
  static void shopReportsToInflux() throws IOException {
    Path daemon = onPath("influxd");
    if (daemon == null) skip("there is no influxd on the PATH (Debian: apt install influxdb)");
    influx =
        Server.start(
            "influxdb",
            "Listening on HTTP.*addr=127\\.0\\.0\\.1:([0-9]+)",
            List.of(daemon.toString(), "-config", configuration().toString()),
            Map.of());
    query("CREATE USER ada WITH PASSWORD 's3cr3t' WITH ALL PRIVILEGES", "");
    query("CREATE DATABASE shop", "");
    run = shop(REQUESTS).run();
  }

  @AfterAll
  static void stop() {
    if (influx != null) influx.close();
  }

  @Test
  void requests_areCountedAndTimedAsTheCollectorHasThem() {
    List<RecordedPoint> told = last("http.server.request.duration");

    assertThat(told.stream().mapToLong(RecordedPoint::count).sum()).isEqualTo(REQUESTS);
    List<Map<String, JsonElement>> rows = latest(REQUEST);
    assertThat(rows).hasSameSizeAs(told);
    assertThat(sum(rows, "count")).isEqualTo(REQUESTS);
    assertThat(sum(rows, "sum_seconds"))
        .isCloseTo(told.stream().mapToDouble(RecordedPoint::value).sum(), within(1e-9));
    for (Map<String, JsonElement> each : rows) {
      assertThat(each.get("le_10000ms").getAsLong()).isEqualTo(each.get("count").getAsLong());
      assertThat(each.get("service").getAsString()).isEqualTo("test-app");
      assertThat(each.get("environment").getAsString()).isEqualTo("test, \"A\" = 1");
    }
    assertThat(sum(latest(REQUEST, "http_response_status_code = '500'"), "count")).isEqualTo(3);
  }

  @Test
  void sums_areWhatTheCollectorHas() {
    Map<String, Double> told = new TreeMap<>();
    for (RecordedPoint each : last("faultline.faults")) {
      told.merge(each.attributes().get("exception.type").toString(), each.value(), Double::sum);
    }
    Map<String, Double> stored = new TreeMap<>();
    for (Map<String, JsonElement> each : latest("faultline_faults_total")) {
      stored.merge(
          each.get("exception_type").getAsString(), each.get("value").getAsDouble(), Double::sum);
    }

    assertThat(stored).isEqualTo(told).isNotEmpty();
  }

  @Test
  void faults_arePointsWithWhatTheCollectorHasOfThem() {
    List<Map<String, JsonElement>> rows = rows("SELECT * FROM faultline_faults");

    assertThat(rows).hasSize(3);
    assertThat(sum(rows, "count")).isEqualTo(3);
    for (RecordedFault fault : run.faults()) {
      Map<String, JsonElement> row =
          rows.stream()
              .filter(each -> text(each, "trace_id").equals(fault.traceId()))
              .findFirst()
              .orElseThrow();
      assertThat(text(row, "span_id")).isEqualTo(fault.spanId());
      assertThat(text(row, "type")).isEqualTo(fault.type());
      assertThat(text(row, "message")).isEqualTo(fault.message());
      assertThat(text(row, "state")).isEqualTo(fault.state()).isEqualTo("escaped");
      assertThat(text(row, "fingerprint")).isEqualTo(fault.text("faultline.fingerprint"));
      assertThat(text(row, "category")).isEqualTo("IntegrityError");
      assertThat(text(row, "route")).isEqualTo("/orders/*");
    }
  }

  @Test
  void typesOfFields_areWhatTheyWillAlwaysBe() {
    Map<String, String> types = new TreeMap<>();
    for (Map<String, JsonElement> each : rows("SHOW FIELD KEYS FROM faultline_faults")) {
      types.put(text(each, "fieldKey"), text(each, "fieldType"));
    }

    assertThat(types)
        .containsEntry("count", "integer")
        .containsEntry("message", "string")
        .containsEntry("duration_seconds", "float")
        .containsEntry("sql_transient", "boolean");
    for (Map<String, JsonElement> each : rows("SHOW FIELD KEYS FROM " + REQUEST)) {
      String expected = text(each, "fieldKey").equals("sum_seconds") ? "float" : "integer";
      assertThat(text(each, "fieldType")).as(each.toString()).isEqualTo(expected);
    }
  }

  @Test
  void nothing_isDropped() {
    assertThat(run.agentErr().toString())
        .containsPattern(
            influx.endpoint()
                + ": faults: 3 recorded = 3 delivered \\+ 0 dropped \\+ 0 pending;"
                + " metrics: ([0-9]+) recorded = \\1 delivered \\+ 0 dropped \\+ 0 pending")
        .doesNotContain("s3cr3t");
  }

  @Test
  void wrongPassword_isSaidAndDropped() {
    Run wrong =
        shop(10).set("faultline.influxdb.password", "wr0ng").expectErr("\\[faultline] .*").run();

    assertThat(wrong.agentErr().toString())
        .contains(
            "answered with status 401", "faults: 1 recorded = 0 delivered + 1 dropped (http_401 1)")
        .doesNotContain("wr0ng");
  }

  @Test
  void fieldOfAnotherType_costsNoOtherPoint() {
    query("CREATE DATABASE taken", "");
    HttpResponse<String> taken =
        influx.post(
            "/write?db=taken&u=ada&p=s3cr3t", "text/plain", "faultline_faults_total value=\"x\"");
    assertThat(taken.statusCode()).isEqualTo(204);
    Run run =
        shop(10).set("faultline.influxdb.database", "taken").expectErr("\\[faultline] .*").run();

    assertThat(run.agentErr().toString())
        .contains("faults: 1 recorded = 1 delivered")
        .containsPattern(
            "metrics: [0-9]+ recorded = [0-9]+ delivered \\+ [0-9]+ dropped \\(partial_write")
        .contains("field type conflict");
    List<Map<String, JsonElement>> rows =
        rows("SELECT last(*) FROM " + REQUEST + " GROUP BY *", "taken");
    assertThat(sum(rows, "last_count")).isEqualTo(10);
  }

  private static @Nullable Path onPath(String command) {
    for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
      Path file = Path.of(folder, command);
      if (Files.isExecutable(file)) return file;
    }
    return null;
  }

  private static void skip(String reason) {
    System.out.println("InfluxIT is skipped: " + reason);
    Assumptions.abort(reason);
  }

  private static App shop(int requests) {
    return App.of(Shop.class)
        .args(Integer.toString(requests))
        .set("faultline.exporters", "otlp,influxdb")
        .set("faultline.compression", "gzip")
        .set("faultline.influxdb.endpoint", influx.endpoint())
        .set("faultline.influxdb.database", "shop")
        .set("faultline.influxdb.user", "ada")
        .set("faultline.influxdb.password", "s3cr3t")
        .set("faultline.environment", "test, \"A\" = 1")
        .expectAnyErr();
  }

  /** What the collector was told last of each series of a metric; all are cumulative. */
  private static List<RecordedPoint> last(String metric) {
    Map<String, RecordedPoint> last = new TreeMap<>();
    for (RecordedPoint each : run.points()) {
      if (!each.metric().equals(metric)) continue;
      last.merge(
          new TreeMap<>(each.attributes()).toString(),
          each,
          (one, other) -> one.timeUnixNano() > other.timeUnixNano() ? one : other);
    }
    return List.copyOf(last.values());
  }

  /** The last point of each series, its tags and fields by name. */
  private static List<Map<String, JsonElement>> latest(String measurement) {
    return latest(measurement, "time > 0");
  }

  private static List<Map<String, JsonElement>> latest(String measurement, String condition) {
    return rows(
        "SELECT * FROM "
            + measurement
            + " WHERE "
            + condition
            + " GROUP BY * ORDER BY time DESC LIMIT 1");
  }

  private static List<Map<String, JsonElement>> rows(String query) {
    return rows(query, "shop");
  }

  private static List<Map<String, JsonElement>> rows(String query, String database) {
    JsonObject result =
        JsonParser.parseString(query(query, database))
            .getAsJsonObject()
            .getAsJsonArray("results")
            .get(0)
            .getAsJsonObject();
    List<Map<String, JsonElement>> rows = new ArrayList<>();
    for (JsonElement each : result.getAsJsonArray("series")) {
      JsonObject series = each.getAsJsonObject();
      for (JsonElement values : series.getAsJsonArray("values")) {
        rows.add(row(series, values.getAsJsonArray()));
      }
    }
    return rows;
  }

  private static Map<String, JsonElement> row(JsonObject series, JsonArray values) {
    Map<String, JsonElement> row = new TreeMap<>();
    if (series.has("tags")) row.putAll(series.getAsJsonObject("tags").asMap());
    JsonArray columns = series.getAsJsonArray("columns");
    for (int i = 0; i < columns.size(); i++) row.put(columns.get(i).getAsString(), values.get(i));
    return row;
  }

  private static double sum(List<Map<String, JsonElement>> rows, String field) {
    return rows.stream().mapToDouble(row -> row.get(field).getAsDouble()).sum();
  }

  private static String text(Map<String, JsonElement> row, String column) {
    return row.get(column).getAsString();
  }

  private static String query(String query, String database) {
    String form = "db=" + database + "&q=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
    HttpResponse<String> answer =
        influx.post("/query?u=ada&p=s3cr3t", "application/x-www-form-urlencoded", form);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).doesNotContain("\"error\":");
    return answer.body();
  }

  /** All it has is in the module's target folder; it listens on a free port of the loopback. */
  private static Path configuration() throws IOException {
    Path data = Files.createTempDirectory(Files.createDirectories(Server.folder()), "influxdb");
    String text =
        """
        reporting-disabled = true
        bind-address = "127.0.0.1:0"
        [meta]
        dir = "%1$s/meta"
        [data]
        dir = "%1$s/data"
        wal-dir = "%1$s/wal"
        [monitor]
        store-enabled = false
        [http]
        bind-address = "127.0.0.1:0"
        auth-enabled = true
        log-enabled = false
        """
            .formatted(data);
    return Files.writeString(data.resolve("influxdb.conf"), text);
  }
}
