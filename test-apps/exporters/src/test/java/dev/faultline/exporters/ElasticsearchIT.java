// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import dev.faultline.harness.App;
import dev.faultline.harness.ClassPath;
import dev.faultline.harness.Run;
import dev.faultline.harness.RunningApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bulk requests, taken by OpenSearch itself, and by a double for what that does not do at will. */
class ElasticsearchIT {
  private static final String WARNING = "\\[faultline\\] WARN .*";

  @TempDir static Path home;
  private static OpenSearchNode node;

  @BeforeAll
  static void start() throws IOException {
    node = OpenSearchNode.start(home);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void documents_arriveOnceWithoutAnythingSetUp() throws IOException {
    Run run = shop(node.endpoint(), "plain").set("faultline.compression", "gzip").args("30").run();

    List<JsonObject> faults = node.documents("logs-faultline.error-plain");
    List<JsonObject> spans = node.documents("logs-faultline.span-plain");
    EcsDocuments.check(faults);
    EcsDocuments.check(spans);
    assertAllOf30(faults);
    assertThat(spans).hasSize((int) run.accounts().get("spans").delivered());
    assertThat(requests(spans)).hasSize(30).doesNotHaveDuplicates();
    assertThat(run.accounts().values()).allMatch(each -> each.addsUp() && each.dropped() == 0);
    assertThat(node.type("logs-faultline.span-plain", "@timestamp")).isEqualTo("date");
    assertThat(node.type("logs-faultline.span-plain", "event.duration")).isEqualTo("long");
    assertThat(node.type("logs-faultline.error-plain", "faultline.first_seen_timestamp"))
        .isEqualTo("date");
  }

  @Test
  void documents_goToDataStreamsWithTheTemplateOfTheReadme() throws IOException {
    node.put("/_index_template/faultline", template());
    shop(node.endpoint(), "streams").args("30").run();

    String errors = "logs-faultline.error-streams";
    assertAllOf30(node.documents(errors));
    assertThat(node.get("/_data_stream/" + errors).getAsJsonArray("data_streams")).hasSize(1);
    assertThat(node.type(errors, "@timestamp")).isEqualTo("date");
    assertThat(node.type(errors, "event.duration")).isEqualTo("long");
    assertThat(node.type(errors, "client.ip")).isEqualTo("ip");
    assertThat(node.type(errors, "error.type")).isEqualTo("keyword");
    assertThat(node.type(errors, "error.stack_trace")).isEqualTo("text");
    assertThat(node.type(errors, "faultline.count")).isEqualTo("long");
    assertThat(node.type(errors, "faultline.first_seen_timestamp")).isEqualTo("date");
    assertThat(node.type(errors, "faultline.layers")).isEqualTo("keyword");
    assertThat(node.type(errors, "http.response.status_code")).isEqualTo("long");
  }

  @Test
  void documents_areThereOnceAfterLostAnswersAndARestart() throws IOException {
    try (ForgetfulProxy proxy = new ForgetfulProxy(node.endpoint());
        RunningApp shop =
            shop(proxy.endpoint(), "restart").expectErr(WARNING).args("30", "600000").start()) {
      await("answers to faults, spans and lines are lost")
          .atMost(Duration.ofMinutes(2))
          .until(() -> proxy.forgotten() == 3);
      node.kill();
      shop.awaitOut("served 30, failed 3");
      node.startAgain();
      await("all is there")
          .atMost(Duration.ofMinutes(2))
          .until(() -> requests("logs-faultline.span-restart") == 30);
      Run run = shop.stop();

      assertAllOf30(node.documents("logs-faultline.error-restart"));
      List<JsonObject> spans = node.documents("logs-faultline.span-restart");
      assertThat(spans).hasSize((int) run.accounts().get("spans").delivered());
      assertThat(requests(spans)).hasSize(30).doesNotHaveDuplicates();
      assertThat(run.accounts().values()).allMatch(each -> each.addsUp() && each.dropped() == 0);
    }
  }

  @Test
  void whatTheNodeIsTooBusyForIsSentAgain_andNothingElse() throws IOException {
    BulkDouble.Each busyAtFirst =
        (document, attempt) -> {
          boolean task = document.get("message").getAsString().contains("$$Lambda");
          return attempt == 1 && task ? 429 : 201;
        };
    try (BulkDouble endpoint =
            new BulkDouble((request, bytes) -> request == 2 ? 503 : 200, busyAtFirst);
        RunningApp shop =
            secured(endpoint)
                .set("faultline.batch.delay", "2s")
                .args("30", "600000")
                .expectErr(WARNING)
                .start()) {
      shop.awaitOut("served 30, failed 3");
      // not a number of tasks: the first ones may run before their executor is woven
      await("all requests, and all that came with them, are there")
          .atMost(Duration.ofMinutes(2))
          .until(() -> requests(endpoint.documents()).size() == 30 && endpoint.refused() == 0);
      Run run = shop.stop();

      assertThat(endpoint.problems).isEmpty();
      assertAllOf30(EcsDocuments.of(endpoint.documents(), "faultline.error"));
      assertThat(requests(endpoint.documents())).hasSize(30).doesNotHaveDuplicates();
      assertThat(endpoint.documents()).hasSize(EcsDocuments.delivered(run));
      assertThat(endpoint.answered(429)).isPositive();
      assertThat(endpoint.sentAgain()).isEqualTo(endpoint.answered(429));
      assertThat(run.accounts().values()).allMatch(each -> each.addsUp() && each.dropped() == 0);
    }
  }

  @Test
  void whatIsRefusedIsCounted_withTheReasonToldOnce() throws IOException {
    BulkDouble.Each refusing =
        (document, attempt) ->
            document.get("message").getAsString().startsWith("COMMIT")
                    || document.get("message").getAsString().startsWith("INSERT")
                ? 400
                : 201;
    try (BulkDouble endpoint = new BulkDouble((request, bytes) -> 200, refusing)) {
      Run run = secured(endpoint).expectErr(WARNING).args("30").run();

      assertThat(endpoint.problems).isEmpty();
      assertThat(requests(endpoint.documents())).hasSize(30);
      assertThat(run.accounts().get("spans").dropped()).isGreaterThanOrEqualTo(30);
      assertThat(run.accounts().get("spans").delivered())
          .isEqualTo(EcsDocuments.of(endpoint.documents(), "faultline.span").size());
      assertThat(run.accounts().values()).allMatch(each -> each.addsUp());
      assertThat(run.agentErr().stream().filter(line -> line.contains("400 a_type: a reason")))
          .hasSize(1);
    }
  }

  @Test
  void whatIsTooLargeIsSentInParts() throws IOException {
    try (BulkDouble endpoint =
        new BulkDouble((request, bytes) -> bytes > 6_000 ? 413 : 200, (document, attempt) -> 201)) {
      Run run = secured(endpoint).set("faultline.batch.delay", "2s").args("30").run();

      assertThat(endpoint.problems).isEmpty();
      assertAllOf30(EcsDocuments.of(endpoint.documents(), "faultline.error"));
      assertThat(endpoint.documents()).hasSize(EcsDocuments.delivered(run));
      assertThat(endpoint.requests()).isGreaterThan(10);
    }
  }

  @Test
  void refusedCredentials_areToldWithoutThem() throws IOException {
    try (BulkDouble endpoint =
        new BulkDouble((request, bytes) -> 401, (document, attempt) -> 201)) {
      Run run = secured(endpoint).expectErr(WARNING).args("30").run();

      assertThat(run.err())
          .contains("see faultline.elasticsearch.user, .password and .api-key")
          .doesNotContain("s3cr3t");
      assertThat(run.accounts().get("faults").dropped()).isEqualTo(3);
    }
  }

  private static App shop(String endpoint, String namespace) {
    return App.of(Shop.class)
        .set("faultline.exporters", "opensearch")
        .set("faultline.elasticsearch.endpoint", endpoint)
        .set("faultline.elasticsearch.namespace", namespace)
        // all lines, not one in a hundred
        .set("faultline.logs.info", "1")
        .expectAnyErr();
  }

  private static App secured(BulkDouble endpoint) {
    return shop(endpoint.endpoint(), "default")
        .set("faultline.exporters", "elasticsearch")
        .set("faultline.elasticsearch.user", "ada")
        .set("faultline.elasticsearch.password", "s3cr3t");
  }

  private static void assertAllOf30(List<JsonObject> faults) {
    assertThat(faults)
        .extracting(each -> each.get("trace.id").getAsString())
        .containsExactlyInAnyOrder(
            "0af7651916cd43dd8448eb211c80000a",
            "0af7651916cd43dd8448eb211c800014",
            "0af7651916cd43dd8448eb211c80001e");
  }

  /** The traces of the requests that were told. */
  private static List<String> requests(List<JsonObject> documents) {
    return of(documents, "request").stream()
        .map(each -> each.get("trace.id").getAsString())
        .toList();
  }

  private static List<JsonObject> of(List<JsonObject> documents, String type) {
    return documents.stream()
        .filter(each -> each.has("faultline.span.type"))
        .filter(each -> each.get("faultline.span.type").getAsString().equals(type))
        .toList();
  }

  private static int requests(String index) {
    return node.count(index) == 0 ? 0 : requests(node.documents(index)).size();
  }

  private static String template() throws IOException {
    String readme = Files.readString(ClassPath.root().resolve("README.md"));
    String behind = readme.substring(readme.indexOf("PUT _index_template/faultline"));
    int start = behind.indexOf("```json") + "```json".length();
    return behind.substring(start, behind.indexOf("```", start));
  }
}
