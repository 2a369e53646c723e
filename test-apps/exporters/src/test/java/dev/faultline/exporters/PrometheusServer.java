// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A real Prometheus that scrapes one port, once a second. */
final class PrometheusServer implements AutoCloseable {
  private final Process process;
  private final Path folder;
  private final String address;

  private PrometheusServer(Process process, Path folder, String address) {
    this.process = process;
    this.folder = folder;
    this.address = address;
  }

  static PrometheusServer start(int scraped) throws IOException {
    Path folder = Files.createTempDirectory("prometheus-");
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(
        config,
        """
        global: {scrape_interval: 1s, scrape_timeout: 1s}
        scrape_configs:
          - job_name: shop
            static_configs: [{targets: ["127.0.0.1:%d"]}]
        """
            .formatted(scraped));
    int port = Http.freePort();
    Process process =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--enable-feature=exemplar-storage")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    PrometheusServer server = new PrometheusServer(process, folder, "http://127.0.0.1:" + port);
    Awaitility.await("Prometheus is ready").atMost(Duration.ofMinutes(1)).until(server::isReady);
    return server;
  }

  /** The result of an instant query: a list of {@code {metric, value}}. */
  JsonArray query(String expression) throws IOException, InterruptedException {
    return ask("/api/v1/query?query=" + encode(expression))
        .getAsJsonObject()
        .getAsJsonArray("result");
  }

  /** The value of an instant query that has one series; 0 when it has none. */
  double value(String expression) throws IOException, InterruptedException {
    JsonArray result = query(expression);
    if (result.isEmpty()) return 0;
    assertThat(result).as(expression).hasSize(1);
    return result.get(0).getAsJsonObject().getAsJsonArray("value").get(1).getAsDouble();
  }

  /** All exemplars of the last hour. */
  List<JsonObject> exemplars(String selector) throws IOException, InterruptedException {
    long now = System.currentTimeMillis() / 1_000;
    String range = "&start=" + (now - 3_600) + "&end=" + (now + 60);
    List<JsonObject> all = new ArrayList<>();
    for (JsonElement series :
        ask("/api/v1/query_exemplars?query=" + encode(selector) + range).getAsJsonArray()) {
      for (JsonElement each : series.getAsJsonObject().getAsJsonArray("exemplars")) {
        all.add(each.getAsJsonObject());
      }
    }
    return all;
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    process.onExit().join();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.sorted((a, b) -> b.compareTo(a)).toList()) Files.delete(each);
    }
  }

  private JsonElement ask(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = Http.get(address + path);
    assertThat(answer.statusCode()).as(path + "\n" + answer.body()).isEqualTo(200);
    JsonObject body = JsonParser.parseString(answer.body()).getAsJsonObject();
    assertThat(body.get("status").getAsString()).as(path + "\n" + body).isEqualTo("success");
    assertThat(body.has("warnings")).as(path + "\n" + body).isFalse();
    return body.get("data");
  }

  private boolean isReady() throws IOException, InterruptedException {
    if (!process.isAlive()) {
      throw new IllegalStateException(Files.readString(folder.resolve("log")));
    }
    try {
      return Http.get(address + "/-/ready").statusCode() == 200;
    } catch (ConnectException e) {
      return false;
    }
  }

  private static String encode(String expression) {
    return URLEncoder.encode(expression, StandardCharsets.UTF_8);
  }
}
