// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.faultline.harness.App;
import dev.faultline.harness.ClassPath;
import dev.faultline.harness.RecordedSpan;
import dev.faultline.harness.Run;
import dev.faultline.harness.RunningApp;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The scrape endpoint, read by Prometheus itself, by its tool, and by its parsers for Python. */
class PrometheusIT {
  private static final String OPEN_METRICS = "application/openmetrics-text;version=1.0.0";

  /** Debian's own: another one on the path would not find Debian's modules. */
  private static final String PYTHON = "/usr/bin/python3";

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final String DASHBOARD = "META-INF/grafana/faultline-dashboard.json";

  private int port;

  @BeforeEach
  void choosePort() throws IOException {
    port = Http.freePort();
  }

  @Test
  void formats_areReadByPrometheusParsers() throws IOException, InterruptedException {
    Tool.require(PYTHON, "-c", "import prometheus_client.openmetrics.parser");
    try (RunningApp shop = shop().args("30", "60000").start()) {
      awaitFaults(shop);
      String openMetrics = metrics("Accept", OPEN_METRICS).body();
      String text = metrics().body();

      assertThat(openMetrics).endsWith("# EOF\n");
      assertThat(parse(openMetrics, "openmetrics"))
          .matches("\\d+ families, \\d+ samples, [1-9]\\d* exemplars\n");
      assertThat(parse(text, "text")).matches("\\d+ families, \\d+ samples, 0 exemplars\n");
      assertThat(sampleNames(openMetrics)).isEqualTo(sampleNames(text));
    }
  }

  @Test
  void text_passesPromtool() throws IOException, InterruptedException {
    Tool.require("promtool", "--version");
    try (RunningApp shop = shop().args("30", "60000").start()) {
      awaitFaults(shop);
      assertThat(Tool.run(metrics().body(), "promtool", "check", "metrics")).isEmpty();
    }
  }

  @Test
  void prometheus_scrapesAndFindsTraces() throws IOException, InterruptedException {
    Tool.require("prometheus", "--version");
    try (RunningApp shop = shop().args("30", "60000").start();
        PrometheusServer prometheus = PrometheusServer.start(port)) {
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> prometheus.value("sum(faultline_faults_total)") == 3);

      // a scrape has one second
      Awaitility.await().atMost(PATIENCE).until(() -> prometheus.value("up") == 1);
      assertThat(
              prometheus.value(
                  "faultline_faults_total{exception_type=~\".*Integrity.*\",faultline_layer=\"jdbc\","
                      + "faultline_sql_category=\"IntegrityError\",faultline_state=\"escaped\"}"))
          .isEqualTo(3);
      assertThat(
              prometheus.value(
                  "http_server_request_duration_seconds_count{http_response_status_code=\"200\","
                      + "http_route=\"/orders/*\"}"))
          .isEqualTo(27);
      assertThat(prometheus.value("target_info{service_name=\"test-app\"}")).isEqualTo(1);
      assertThat(prometheus.query("faultline_build_info")).hasSize(1);
      assertExemplars(prometheus, shop);
      assertDashboardIsAnswered(prometheus);
    }
  }

  @Test
  void endpoint_servesWithoutAnyExporter() throws IOException, InterruptedException {
    App app = shop().args("30", "60000").set("faultline.exporters", "none");
    try (RunningApp shop = app.start()) {
      shop.awaitOut("served 30, failed 3");
      Awaitility.await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(() -> metrics().body().contains("faultline_faults_total"));
      // such an exemplar would name a trace that is nowhere
      assertThat(metrics("Accept", OPEN_METRICS).body()).doesNotContain("trace_id");
      assertThat(shop.collector().spans()).isEmpty();
    }
  }

  @Test
  void endpoint_answersWhileTheApplicationIsIdle() throws IOException, InterruptedException {
    try (RunningApp shop = shop().args("0", "60000").start()) {
      shop.awaitOut("served 0");
      Awaitility.await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(() -> metrics().statusCode() == 200);
      assertThat(metrics().body()).contains("faultline_build_info{version=");
      assertThat(shop.stop().agentErr()).anyMatch(line -> line.contains("Metrics are at http://"));
    }
  }

  @Test
  void portTaken_isOneLineAndTheApplicationRuns() throws IOException {
    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      Run run =
          shop()
              .args("30")
              .expectErr(
                  "\\[faultline] ERROR faultline\\.prometheus\\.port: cannot listen on 127\\.0\\.0\\.1:"
                      + taken.getLocalPort()
                      + " \\(Address already in use.*\\); metrics are not served")
              .run();
      assertThat(run.out()).contains("served 30, failed 3");
      assertThat(run.faults()).hasSize(3);
      assertThat(run.agentErr().stream().filter(line -> line.contains("ERROR"))).hasSize(1);
    }
  }

  private App shop() {
    return App.of(Shop.class).set("faultline.prometheus.port", port).expectAnyErr();
  }

  private HttpResponse<String> metrics(String... headers) throws IOException, InterruptedException {
    return Http.get("http://127.0.0.1:" + port + "/metrics", headers);
  }

  private void awaitFaults(RunningApp shop) {
    shop.awaitOut("served 30, failed 3");
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> metrics().body().matches("(?s).*\nfaultline_faults_total\\{[^}]*} 3.0\n.*"));
  }

  private static String parse(String metrics, String format)
      throws IOException, InterruptedException {
    Path script = Files.createTempFile("check-metrics-", ".py");
    try (InputStream in = PrometheusIT.class.getResourceAsStream("check_metrics.py")) {
      Files.write(script, in.readAllBytes());
      String read = Tool.run(metrics, PYTHON, script.toString(), format);
      System.out.print(format + ": " + read);
      return read;
    } finally {
      Files.delete(script);
    }
  }

  private static Set<String> sampleNames(String metrics) {
    return metrics
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.replaceAll("[{ ].*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Each names a span that has arrived, and one that its metric has counted. */
  private static void assertExemplars(PrometheusServer prometheus, RunningApp shop)
      throws IOException, InterruptedException {
    for (String metric :
        List.of(
            "http_server_request_duration_seconds_bucket",
            "db_client_operation_duration_seconds_bucket",
            "faultline_faults_total")) {
      Awaitility.await().atMost(PATIENCE).until(() -> !prometheus.exemplars(metric).isEmpty());
      for (JsonObject each : prometheus.exemplars(metric)) {
        shop.awaitTelemetry(
            metric + " " + each,
            arrived -> arrived.spans().stream().anyMatch(span -> isAbout(each, span, metric)));
      }
      System.out.println(metric + ": " + prometheus.exemplars(metric).size() + " exemplars");
    }
  }

  private static boolean isAbout(JsonObject exemplar, RecordedSpan span, String metric) {
    JsonObject labels = exemplar.getAsJsonObject("labels");
    if (!span.traceId().equals(labels.get("trace_id").getAsString())) return false;
    if (!span.spanId().equals(labels.get("span_id").getAsString())) return false;
    if (metric.equals("faultline_faults_total")) return span.isError();
    assertThat(span.kind() == SpanKind.SPAN_KIND_SERVER).isEqualTo(metric.startsWith("http"));
    assertThat(exemplar.get("value").getAsDouble())
        .isCloseTo(span.duration().toNanos() / 1e9, within(1e-9));
    return true;
  }

  /** Each expression as Grafana would ask it. */
  private static void assertDashboardIsAnswered(PrometheusServer prometheus)
      throws IOException, InterruptedException {
    // a rate takes two scrapes; of two alone, it extrapolates to twice the increase
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> prometheus.value("min(count_over_time(faultline_faults_total[1m]))") >= 3);
    List<String> expressions = new ArrayList<>();
    collect(dashboard(), expressions);
    assertThat(expressions).isNotEmpty();
    for (String each : expressions) {
      String asked =
          each.replace("$__rate_interval", "1m")
              .replace("$__range", "1h")
              .replace("$job", "shop|x")
              .replace("$instance", ".*");
      JsonArray series = prometheus.query(asked);
      boolean nothingYet = each.startsWith("sum by") && each.contains("records_dropped");
      if (!nothingYet) assertThat(series).as(asked).isNotEmpty();
      // three; more where Prometheus extrapolates, never less for having begun within the range
      if (each.startsWith("topk")) assertThat(lastValue(series)).as(asked).isBetween(2.9, 5.1);
    }
    System.out.println(expressions.size() + " expressions of the dashboard are answered");
  }

  private static double lastValue(JsonArray series) {
    JsonObject last = series.get(series.size() - 1).getAsJsonObject();
    return last.getAsJsonArray("value").get(1).getAsDouble();
  }

  private static JsonElement dashboard() throws IOException {
    try (JarFile jar = new JarFile(ClassPath.agent().toFile());
        InputStream in = jar.getInputStream(jar.getEntry(DASHBOARD))) {
      return JsonParser.parseString(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static void collect(JsonElement element, List<String> expressions) {
    if (element.isJsonArray()) {
      for (JsonElement each : element.getAsJsonArray()) collect(each, expressions);
    } else if (element.isJsonObject()) {
      JsonObject object = element.getAsJsonObject();
      if (object.has("expr")) expressions.add(object.get("expr").getAsString());
      object.entrySet().forEach(each -> collect(each.getValue(), expressions));
    }
  }
}
