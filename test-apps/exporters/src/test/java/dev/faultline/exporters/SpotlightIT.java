// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.faultline.harness.App;
import dev.faultline.harness.Run;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Spotlight, Sentry's viewer for a developer's desk, a process of its own; see the pom. */
@EnabledIfSystemProperty(named = "spotlight", matches = ".+")
class SpotlightIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Process spotlight;
  private int port;

  @BeforeEach
  void start() throws IOException {
    Path directory = Path.of(System.getProperty("spotlight"));
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    spotlight =
        new ProcessBuilder("node", "server.mjs", directory.toString(), Integer.toString(port))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("spotlight.log").toFile())
            .start();
    await().atMost(Duration.ofMinutes(2)).until(this::isUp);
  }

  @AfterEach
  void stop() {
    spotlight.destroy();
  }

  @Test
  void eventsAndTransactions_areShown() throws IOException {
    Run run =
        App.of(Shop.class)
            .args("30")
            .expectAnyErr()
            .set("faultline.exporters", "sentry")
            .set("faultline.sentry.dsn", "http://spotlight@localhost:" + port + "/0")
            .set("faultline.sentry.traces-sample-rate", "1")
            .run();

    assertThat(run.accounts()).allSatisfy((kind, each) -> assertThat(each.dropped()).isZero());
    List<JsonNode> events = new ArrayList<>();
    List<JsonNode> transactions = new ArrayList<>();
    long last = run.accounts().get("faults").delivered();
    assertThat(last).isEqualTo(3);
    for (JsonNode envelope : shown((int) last, 30)) {
      assertThat(envelope.at("/0/sent_at").asText()).isNotEmpty();
      for (JsonNode item : envelope.get(1)) {
        JsonNode payload = item.get(1);
        ("transaction".equals(payload.path("type").asText()) ? transactions : events).add(payload);
      }
    }
    assertThat(events).hasSize(3);
    assertThat(events)
        .allSatisfy(
            each -> {
              JsonNode values = each.at("/exception/values");
              assertThat(values.get(values.size() - 1).get("type").asText())
                  .isEqualTo("ServletException");
              assertThat(each.at("/tags/faultline.sql.category").asText())
                  .isEqualTo("IntegrityError");
            });
    assertThat(transactions)
        .filteredOn(each -> each.at("/contexts/trace/op").asText().equals("http.server"))
        .hasSize(30);
  }

  /** All envelopes, from its stream, which never ends, until so many events were among them. */
  private List<JsonNode> shown(int events, int requests) throws IOException {
    HttpURLConnection stream = get("/stream");
    stream.setReadTimeout(30_000);
    List<JsonNode> all = new ArrayList<>();
    int faults = 0;
    int served = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(stream.getInputStream(), StandardCharsets.UTF_8))) {
      while (faults < events || served < requests) {
        String line = lines.readLine();
        if (line == null) break;
        if (!line.startsWith("data: ")) continue;
        JsonNode envelope = MAPPER.readTree(line.substring("data: ".length()));
        all.add(envelope);
        for (JsonNode item : envelope.get(1)) {
          JsonNode payload = item.get(1);
          if (payload.has("exception")) faults++;
          if (payload.at("/contexts/trace/op").asText().equals("http.server")) served++;
        }
      }
    }
    return all;
  }

  private boolean isUp() {
    try {
      return get("/health").getResponseCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private HttpURLConnection get(String path) throws IOException {
    return (HttpURLConnection) new URL("http://localhost:" + port + path).openConnection();
  }
}
