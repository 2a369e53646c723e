// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.config.PrometheusConfig;
import dev.faultline.agent.export.Contexts;
import dev.faultline.agent.export.Signal;
import dev.faultline.agent.export.otlp.OtlpExporter;
import dev.faultline.agent.export.prometheus.PrometheusEndpoint;
import dev.faultline.bootstrap.hook.RequestDurations;
import dev.faultline.bootstrap.lane.Lanes;
import dev.faultline.bootstrap.metric.Durations;
import dev.faultline.bootstrap.metric.Instrument;
import dev.faultline.bootstrap.metric.Series;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the Grafana dashboard to what is served: it names no metric and no label that is not. */
class DashboardTest {
  private static final Path FILE = Path.of("src/jar/META-INF/grafana/faultline-dashboard.json");

  /** What Prometheus itself adds. */
  private static final Set<String> ADDED = Set.of("job", "instance", "le");

  private static final Set<String> LANGUAGE =
      Set.of(
          "sum",
          "by",
          "rate",
          "increase",
          "min_over_time",
          "unless",
          "offset",
          "or",
          "topk",
          "vector",
          "histogram_quantile",
          "__range",
          "__rate_interval");

  private static final Pattern SAMPLE = Pattern.compile("([a-z_]+)(?:\\{(.*)})? [0-9].*");
  private static final Pattern SELECTOR = Pattern.compile("([a-z_]+)\\{([^}]*)}");
  private static final Pattern LABEL = Pattern.compile("(?:^|,)([a-z_]+)(?:=~|!=|=)\"");
  private static final Pattern BY = Pattern.compile("by \\(([^)]*)\\)");

  private final JsonObject dashboard;

  DashboardTest() throws IOException {
    dashboard = JsonParser.parseString(Files.readString(FILE)).getAsJsonObject();
  }

  @Test
  void dashboard_canBeProvisioned() {
    assertThat(dashboard.get("id").isJsonNull()).isTrue();
    assertThat(dashboard.get("uid").getAsString()).isEqualTo("faultline");
    assertThat(dashboard.get("schemaVersion").getAsInt()).isEqualTo(39);
    assertThat(dashboard.has("__inputs")).isFalse();
    for (JsonElement each : all("datasource")) {
      assertThat(each.getAsJsonObject().get("uid").getAsString()).isEqualTo("${DS}");
    }
  }

  @Test
  void panels_haveIdsOfTheirOwnAndDoNotOverlap() {
    Set<Integer> ids = new TreeSet<>();
    Set<Integer> cells = new TreeSet<>();
    for (JsonElement each : panels()) {
      JsonObject panel = each.getAsJsonObject();
      assertThat(ids.add(panel.get("id").getAsInt())).as("id of " + panel.get("title")).isTrue();
      JsonObject place = panel.getAsJsonObject("gridPos");
      int x = place.get("x").getAsInt();
      int y = place.get("y").getAsInt();
      int width = place.get("w").getAsInt();
      assertThat(x + width).isLessThanOrEqualTo(24);
      for (int row = y; row < y + place.get("h").getAsInt(); row++) {
        for (int column = x; column < x + width; column++) {
          assertThat(cells.add(row * 24 + column)).as("place of " + panel.get("title")).isTrue();
        }
      }
    }
  }

  @Test
  void expressions_nameWhatIsServed() throws IOException {
    Map<String, Set<String>> served = served();
    List<String> expressions = new ArrayList<>();
    for (JsonElement each : all("expr")) expressions.add(each.getAsString());
    assertThat(expressions).hasSizeGreaterThan(20);
    for (String expression : expressions) {
      Set<String> labels = new TreeSet<>(ADDED);
      Matcher selector = SELECTOR.matcher(expression);
      while (selector.find()) {
        String metric = selector.group(1);
        assertThat(served).as(expression).containsKey(metric);
        Set<String> own = new TreeSet<>(served.get(metric));
        labels.addAll(own);
        own.addAll(ADDED);
        assertThat(own).as(expression).containsAll(labels(selector.group(2)));
      }
      assertThat(words(expression)).as(expression).isSubsetOf(LANGUAGE);
      Matcher by = BY.matcher(expression);
      while (by.find())
        assertThat(labels).as(expression).containsAll(List.of(by.group(1).split(", ")));
    }
  }

  @Test
  void brackets_areInPairs() {
    for (JsonElement each : all("expr")) {
      String left = each.getAsString().replaceAll("\"[^\"]*\"", "").replaceAll("[^(){}\\[\\]]", "");
      for (int before = -1; before != left.length(); ) {
        before = left.length();
        left = left.replace("()", "").replace("{}", "").replace("[]", "");
      }
      assertThat(left).as(each.getAsString()).isEmpty();
    }
  }

  /** What there is beside selectors, labels to group by and ranges. */
  private static Set<String> words(String expression) {
    String rest = SELECTOR.matcher(expression).replaceAll("");
    rest = BY.matcher(rest).replaceAll("by").replaceAll("\\[[^]]*]|\\b[0-9.]+", "");
    Set<String> words = new TreeSet<>(List.of(rest.split("[^a-z_]+")));
    words.remove("");
    return words;
  }

  private static List<String> labels(String matchers) {
    List<String> labels = new ArrayList<>();
    Matcher label = LABEL.matcher(matchers);
    while (label.find()) labels.add(label.group(1));
    assertThat(labels).as(matchers).hasSize(matchers.split(",").length);
    return labels;
  }

  /** Each sample of a scrape, with all labels that it has in any series. */
  private static Map<String, Set<String>> served() throws IOException {
    Map<String, Set<String>> served = new HashMap<>();
    for (String line : scrape().split("\n")) {
      if (line.startsWith("#")) continue;
      Matcher sample = SAMPLE.matcher(line);
      assertThat(sample.matches()).as(line).isTrue();
      Set<String> labels = served.computeIfAbsent(sample.group(1), name -> new TreeSet<>());
      if (sample.group(2) != null) labels.addAll(labels(sample.group(2)));
    }
    return served;
  }

  private static String scrape() throws IOException {
    PrometheusConfig config;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(free.getLocalPort());
      config = AgentConfig.of(Map.of("prometheus.port", port)).prometheus();
    }
    try (PrometheusEndpoint endpoint =
            PrometheusEndpoint.start(config, metrics(), Map.of("service.name", "a"), "1", null);
        InputStream in =
            URI.create("http://127.0.0.1:" + config.port() + "/metrics").toURL().openStream()) {
      assertThat(endpoint).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** One of everything. */
  private static OwnMetrics metrics() {
    Account account = new Account(Lanes.PARTS, Lanes.SIGHTINGS, Lanes.LINES);
    OtlpExporter exporter = new OtlpExporter(AgentConfig.of(Map.of()));
    exporter.open(Contexts.fixed());
    Book book = account.open(exporter.name(), exporter.signals());
    book.recorded(Signal.SPANS, 1);
    book.dropped(Signal.SPANS, 1, Account.QUEUE_FULL);
    Limits limits = new Limits(AgentConfig.of(Map.of()));
    List<Route> routes = List.of(new Route(exporter, book, limits));
    FaultCounts faults = new FaultCounts();
    faults.add(
        List.of(
            "exception.type", "java.sql.SQLException",
            "faultline.sql.category", "IntegrityError",
            "faultline.state", "escaped",
            "faultline.layer", "jdbc"),
        1);
    Exception thrown = new IllegalStateException();
    Durations.of(RequestDurations.series(Recordings.request(500), thrown)).record(1);
    String[] database = {"postgresql", "shop", "db.example", "5432", "INSERT", "a.Exception"};
    Durations.of(new Series(Instrument.STATEMENT, database)).record(1);
    return new OwnMetrics(account, routes, faults, new Folds());
  }

  private JsonArray panels() {
    return dashboard.getAsJsonArray("panels");
  }

  private List<JsonElement> all(String key) {
    List<JsonElement> found = new ArrayList<>();
    collect(dashboard, key, found);
    return found;
  }

  private static void collect(JsonElement element, String key, List<JsonElement> found) {
    if (element.isJsonArray()) {
      for (JsonElement each : element.getAsJsonArray()) collect(each, key, found);
    } else if (element.isJsonObject()) {
      JsonObject object = element.getAsJsonObject();
      if (object.has(key)) found.add(object.get(key));
      object.entrySet().forEach(each -> collect(each.getValue(), key, found));
    }
  }
}
