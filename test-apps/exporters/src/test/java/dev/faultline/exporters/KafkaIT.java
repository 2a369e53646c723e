// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import dev.faultline.harness.App;
import dev.faultline.harness.ClassPath;
import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import dev.faultline.harness.Run;
import dev.faultline.harness.RunningApp;
import dev.faultline.harness.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/** The packaged extension under the packaged agent, and a broker of Kafka that takes what comes. */
class KafkaIT {
  private static final String WARNING = "\\[faultline\\] WARN .*";

  @TempDir static Path home;
  private static KafkaBroker broker;

  @BeforeAll
  static void start() throws IOException {
    broker = new KafkaBroker(home);
    broker.start();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @ParameterizedTest
  @JdkSource(ends = true)
  void records_arriveOnceAsDocumentsOfTheSchema(Jdk jdk) throws IOException {
    String name = "plain-" + jdk.major();
    broker.createTopics(name);
    Run run = shop(broker, name).on(jdk).set("faultline.logs.info", "1.0").args("30").run();

    List<ConsumerRecord<String, byte[]>> faults = broker.messages(name);
    List<ConsumerRecord<String, byte[]>> spans = broker.messages(name + "-spans");
    List<ConsumerRecord<String, byte[]>> lines = broker.messages(name + "-logs");
    assertAllOf30(faults);
    for (ConsumerRecord<String, byte[]> each : faults) {
      assertThat(each.key())
          .matches("[0-9a-f]{16}")
          .isEqualTo(document(each).get("faultline.fingerprint").getAsString());
      assertThat(header(each, "traceparent"))
          .matches("00-" + document(each).get("trace.id").getAsString() + "-[0-9a-f]{16}-01");
    }
    for (ConsumerRecord<String, byte[]> each : spans) {
      JsonObject document = document(each);
      assertThat(each.key()).isEqualTo(document.get("trace.id").getAsString());
      assertThat(header(each, "traceparent"))
          .isEqualTo("00-" + each.key() + "-" + document.get("span.id").getAsString() + "-01");
    }
    check(faults, "faultline.error");
    check(spans, "faultline.span");
    check(lines, "faultline.log");
    assertThat(lines.stream().filter(each -> text(each).contains("is taken"))).hasSize(27);
    assertThat(run.accounts().get("faults").delivered()).isEqualTo(3);
    assertThat(run.accounts().get("spans").delivered()).isEqualTo(spans.size());
    assertThat(run.accounts().get("logs").delivered()).isEqualTo(lines.size());
    assertThat(run.accounts().values()).allMatch(each -> each.addsUp() && each.dropped() == 0);
    assertThat(faults).noneMatch(each -> text(each).contains("s3cr3t"));
  }

  @Test
  void whatWasSpooled_isSentByTheNextProcess(@TempDir Path folder) throws IOException {
    broker.createTopics("spooled");
    Path spool = folder.resolve("spool");
    try (KafkaBroker absent = new KafkaBroker(folder)) {
      Run run =
          shop(absent, "spooled")
              .set("faultline.spool.dir", spool)
              .set("faultline.shutdown.timeout", "2s")
              .args("30")
              .expectErr(WARNING)
              .run();
      assertThat(run.out()).contains("served 30, failed 3");
      assertThat(run.accounts().get("faults").pending()).isEqualTo(3);
    }
    Run next = shop(broker, "spooled").set("faultline.spool.dir", spool).args("1").run();

    assertAllOf30(broker.messages("spooled"));
    check(broker.messages("spooled"), "faultline.error");
    assertThat(next.accounts().get("faults").delivered()).isEqualTo(3);
  }

  @Test
  void brokerThatComesLateAndIsKilled_hasEverythingOnce(@TempDir Path folder) throws IOException {
    Path impatient = folder.resolve("producer.properties");
    Files.writeString(impatient, "reconnect.backoff.max.ms=500\n");
    try (KafkaBroker mortal = new KafkaBroker(folder);
        RunningApp shop =
            shop(mortal, "mortal")
                .set("faultline.queue.max-bytes", "64MB")
                .set("faultline.kafka.producer-config", impatient)
                .args("3000", "600000")
                .expectErr(WARNING)
                .start()) {
      awaitErr(shop, "WARN Cannot deliver ");
      mortal.start();
      awaitErr(shop, "INFO Delivering ");
      mortal.kill(); // while it is busy with what has waited
      mortal.start();
      await("the last request")
          .atMost(Duration.ofMinutes(2))
          .until(() -> shop.out().contains("served 3000, failed 300"));
      Run run = shop.stop();

      List<ConsumerRecord<String, byte[]>> faults = mortal.messages("mortal");
      List<ConsumerRecord<String, byte[]>> spans = mortal.messages("mortal-spans");
      check(faults, "faultline.error");
      check(spans, "faultline.span");
      assertThat(faults).hasSize((int) run.accounts().get("faults").delivered());
      assertThat(spans).hasSize((int) run.accounts().get("spans").delivered());
      assertThat(spans.stream().filter(each -> text(each).contains("span.type\":\"request\"")))
          .hasSize(3000);
      assertThat(run.accounts().values())
          .as(run.err())
          .allMatch(each -> each.addsUp() && each.dropped() == 0);
    }
  }

  @Test
  void messageThatIsTooLarge_isDroppedAloneAndTold(@TempDir Path folder) throws IOException {
    broker.createTopic("narrow", 500);
    broker.createTopic("narrow-spans", 1_000_000);
    broker.createTopic("narrow-logs", 1_000_000);
    // each message by itself: of several that are too large together the producer makes no end,
    // where a topic takes less than its batch.size
    Path alone = Files.writeString(folder.resolve("producer.properties"), "batch.size=0\n");
    Run run =
        shop(broker, "narrow")
            .set("faultline.kafka.producer-config", alone)
            .args("30")
            .expectErr(WARNING)
            .run();

    assertThat(broker.messages("narrow")).isEmpty();
    check(broker.messages("narrow-spans"), "faultline.span");
    assertThat(run.accounts().get("faults").dropped()).isEqualTo(3);
    assertThat(run.accounts().get("spans").dropped()).isZero();
    assertThat(run.accounts().values()).allMatch(each -> each.addsUp());
    assertThat(run.agentErr()).anyMatch(line -> line.contains("too_large"));
  }

  private static App shop(KafkaBroker broker, String topic) {
    return App.of(Shop.class)
        .set("faultline.exporters", "kafka")
        .set("faultline.extensions", extension())
        .set("faultline.kafka.bootstrap-servers", broker.servers())
        .set("faultline.kafka.topic", topic)
        .set("faultline.kafka.topic.spans", topic + "-spans")
        .set("faultline.kafka.topic.logs", topic + "-logs")
        .timeout(Duration.ofMinutes(4))
        .expectAnyErr();
  }

  private static Path extension() {
    return ClassPath.root().resolve("agent/extensions/kafka/target/faultline-kafka.jar");
  }

  private static void awaitErr(RunningApp shop, String text) {
    await(text)
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> shop.err().contains(text));
  }

  private static void assertAllOf30(List<ConsumerRecord<String, byte[]>> faults) {
    assertThat(faults)
        .extracting(each -> document(each).get("trace.id").getAsString())
        .containsExactlyInAnyOrder(
            "0af7651916cd43dd8448eb211c80000a",
            "0af7651916cd43dd8448eb211c800014",
            "0af7651916cd43dd8448eb211c80001e");
  }

  /** That each is there once, and what a reader may rely on. */
  private static void check(List<ConsumerRecord<String, byte[]>> messages, String dataset)
      throws IOException {
    List<JsonObject> documents = messages.stream().map(KafkaIT::document).toList();
    assertThat(documents).isNotEmpty();
    EcsDocuments.check(documents);
    assertThat(EcsDocuments.of(documents, dataset)).hasSameSizeAs(documents);
    assertThat(documents).extracting(each -> each.get("event.id")).doesNotHaveDuplicates();
    for (ConsumerRecord<String, byte[]> each : messages) {
      assertThat(header(each, "content-type")).isEqualTo("application/json");
      assertThat(header(each, "faultline-version")).matches("\\d+\\.\\d+\\.\\d+.*");
      assertThat(header(each, "faultline-id"))
          .isEqualTo(document(each).get("event.id").getAsString());
      assertThat(document(each).get("faultline.schema").getAsInt()).isEqualTo(1);
    }
  }

  private static JsonObject document(ConsumerRecord<String, byte[]> message) {
    return StrictJson.parse(message.value()).getAsJsonObject();
  }

  private static String text(ConsumerRecord<String, byte[]> message) {
    return new String(message.value(), UTF_8);
  }

  private static String header(ConsumerRecord<String, byte[]> message, String name) {
    Header header = message.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), UTF_8);
  }
}
