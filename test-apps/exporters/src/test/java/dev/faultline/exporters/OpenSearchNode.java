// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.faultline.harness.ClassPath;
import dev.faultline.harness.Jdk;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** OpenSearch itself, in a JVM of its own. */
final class OpenSearchNode implements AutoCloseable {
  private static final String MAIN = "dev.faultline.opensearch.LocalNode";

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path home;
  private final int port;
  private Process process;

  private OpenSearchNode(Path home, int port) throws IOException {
    this.home = home;
    this.port = port;
    this.process = launch();
  }

  /** In that folder; returns when it answers. */
  static OpenSearchNode start(Path home) throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = free.getLocalPort();
      free.close();
      OpenSearchNode node = new OpenSearchNode(home, port);
      node.awaitUp();
      return node;
    }
  }

  String endpoint() {
    return "http://127.0.0.1:" + port;
  }

  /** Without a chance to write anything more. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** With what it had when it was killed. */
  void startAgain() throws IOException {
    process = launch();
    awaitUp();
  }

  private Process launch() throws IOException {
    Path module = ClassPath.root().resolve("test-apps/opensearch/target");
    String classPath =
        module.resolve("classes")
            + File.pathSeparator
            + Files.readString(module.resolve("application.classpath")).strip();
    return new ProcessBuilder(
            Jdk.current().java().toString(),
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classPath,
            MAIN,
            home.toString(),
            String.valueOf(port))
        .redirectOutput(home.resolve("out").toFile())
        .redirectError(home.resolve("err").toFile())
        .start();
  }

  private void awaitUp() {
    await("the node answers")
        .atMost(Duration.ofSeconds(90))
        .failFast("the node has ended", () -> !process.isAlive())
        .until(() -> Files.readString(home.resolve("out")).contains("up"));
    // what it had comes back a moment later: until then, it takes nothing and finds nothing
    JsonObject health = get("/_cluster/health?wait_for_status=yellow&timeout=90s");
    assertThat(health.get("timed_out").getAsBoolean()).as(health.toString()).isFalse();
  }

  JsonObject get(String path) {
    return send("GET", path, null);
  }

  JsonObject put(String path, String body) {
    return send("PUT", path, body);
  }

  /** How many documents a search finds there; 0 where there is nothing to search in. */
  int count(String index) {
    get("/" + index + "/_refresh?ignore_unavailable=true");
    return get("/" + index + "/_count?ignore_unavailable=true").get("count").getAsInt();
  }

  /** All documents there, as they were sent. */
  List<JsonObject> documents(String index) {
    get("/" + index + "/_refresh");
    JsonArray hits =
        get("/" + index + "/_search?size=1000").getAsJsonObject("hits").getAsJsonArray("hits");
    List<JsonObject> documents = new ArrayList<>();
    for (JsonElement each : hits) {
      JsonObject hit = each.getAsJsonObject();
      JsonObject document = hit.getAsJsonObject("_source");
      assertThat(hit.get("_id")).isEqualTo(document.get("event.id"));
      documents.add(document);
    }
    return documents;
  }

  /** The type that a field has in that index. */
  String type(String index, String field) {
    JsonObject all = get("/" + index + "/_mapping/field/" + field);
    JsonObject mappings = all.entrySet().iterator().next().getValue().getAsJsonObject();
    JsonObject mapping = mappings.getAsJsonObject("mappings").getAsJsonObject(field);
    if (mapping == null) return "none";
    return mapping
        .getAsJsonObject("mapping")
        .entrySet()
        .iterator()
        .next()
        .getValue()
        .getAsJsonObject()
        .get("type")
        .getAsString();
  }

  private JsonObject send(String method, String path, String body) {
    try {
      HttpRequest.BodyPublisher publisher =
          body == null
              ? HttpRequest.BodyPublishers.noBody()
              : HttpRequest.BodyPublishers.ofString(body);
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(endpoint() + path))
              .header("Content-Type", "application/json")
              .method(method, publisher)
              .build();
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
      return JsonParser.parseString(answer.body()).getAsJsonObject();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(path, e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
