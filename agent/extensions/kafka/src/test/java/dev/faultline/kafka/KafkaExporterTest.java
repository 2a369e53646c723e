// SPDX-License-Identifier: Apache-2.0
package dev.faultline.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.enrich.LogRecord;
import dev.faultline.agent.enrich.Severity;
import dev.faultline.agent.enrich.scrub.Scrubber;
import dev.faultline.agent.export.EpochClock;
import dev.faultline.agent.export.ExportContext;
import dev.faultline.agent.export.Outcome;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of payloads, by Kafka's own double of a producer; and of settings. */
class KafkaExporterTest {
  private final Map<String, String> settings = new HashMap<>();
  private final List<Producer> producers = new ArrayList<>();
  private final Deque<RuntimeException> script = new ArrayDeque<>();

  KafkaExporterTest() {
    settings.put("kafka.bootstrap-servers", "localhost:9092");
    settings.put("kafka.topic.logs", "lines");
  }

  @Test
  void deliver_sendsEachPieceWithKeyAndHeaders() throws InterruptedException {
    assertThat(delivery().deliver(lines(2)).kind).isEqualTo(Outcome.Kind.DONE);

    List<ProducerRecord<byte[], byte[]>> sent = producers.get(0).history();
    assertThat(sent).hasSize(2);
    ProducerRecord<byte[], byte[]> first = sent.get(0);
    assertThat(first.topic()).isEqualTo("lines");
    assertThat(text(first.key())).isEqualTo("000000000000000a000000000000000b");
    assertThat(text(first.value())).startsWith("{\"@timestamp\":").endsWith("}");
    assertThat(text(first.headers().lastHeader("traceparent").value()))
        .isEqualTo("00-000000000000000a000000000000000b-000000000000000c-01");
    assertThat(text(first.headers().lastHeader("faultline-version").value())).isEqualTo("1.2.3");
    assertThat(text(first.value()))
        .contains(text(first.headers().lastHeader("faultline-id").value()));
  }

  @Test
  void deliver_leavesWhatMayBeTriedAgain() throws InterruptedException {
    script.add(new NotLeaderOrFollowerException("elsewhere"));
    script.add(new RecordTooLargeException("2 MB"));
    Outcome outcome = delivery().deliver(lines(4));

    assertThat(outcome.kind).isEqualTo(Outcome.Kind.RETRY);
    assertThat(outcome.refused).isEqualTo(1);
    assertThat(outcome.reason).isEqualTo("too_large");
    assertThat(outcome.detail).contains("elsewhere");
    assertThat(outcome.rest).isNotNull();
    assertThat(outcome.rest.records()).isEqualTo(1);
    assertThat(new String(outcome.rest.raw(), StandardCharsets.UTF_8)).contains("line 0");
    assertThat(producers.get(0).closed()).isFalse();
  }

  @Test
  void deliver_refusesForGoodWhatNeverFits() throws InterruptedException {
    script.add(new RecordTooLargeException("2 MB"));
    Outcome outcome = delivery().deliver(lines(1));
    assertThat(outcome.kind).isEqualTo(Outcome.Kind.DONE);
    assertThat(outcome.refused).isEqualTo(1);
    assertThat(outcome.reason).isEqualTo("too_large");
  }

  @Test
  void deliver_makesAnotherProducerAfterAnErrorThatStays() throws InterruptedException {
    script.add(new OutOfOrderSequenceException("lost"));
    Delivery delivery = delivery();
    assertThat(delivery.deliver(lines(1)).kind).isEqualTo(Outcome.Kind.RETRY);
    assertThat(producers.get(0).closed()).isTrue();
    assertThat(delivery.deliver(lines(1)).kind).isEqualTo(Outcome.Kind.DONE);
    assertThat(producers).hasSize(2);
  }

  @Test
  void deliver_sendsInWindowsThatTheProducerHasRoomFor() throws InterruptedException {
    Delivery delivery = delivery();
    assertThat(delivery.deliver(lines(4_000)).kind).isEqualTo(Outcome.Kind.DONE);
    assertThat(producers.get(0).history()).hasSize(4_000);
  }

  @Test
  void deliver_leavesEverythingWhenThereIsNoProducer() throws InterruptedException {
    Delivery delivery =
        new Delivery(
            KafkaSettings.of(context()),
            () -> {
              throw new KafkaException("Failed to construct", new KafkaException("no such host"));
            },
            System::nanoTime);
    Outcome outcome = delivery.deliver(lines(3));
    assertThat(outcome.kind).isEqualTo(Outcome.Kind.RETRY);
    assertThat(outcome.rest).isNull();
    assertThat(outcome.detail).contains("no such host");
  }

  @Test
  void deliver_dropsWhatAnotherVersionHasSpooled() throws InterruptedException {
    Payload payload = Payload.single(Signal.LOGS, "text/plain", new byte[] {1}, 1);
    assertThat(delivery().deliver(payload).reason).isEqualTo("unknown_format");
    Payload other = Payload.single(Signal.SPANS, Event.CONTENT_TYPE, new byte[] {1}, 1);
    assertThat(delivery().deliver(other).reason).isEqualTo("no_topic");
    Payload broken = Payload.single(Signal.LOGS, Event.CONTENT_TYPE, "a\tb\n".getBytes(), 1);
    assertThat(delivery().deliver(broken).reason).isEqualTo("invalid_record");
  }

  @Test
  void close_leavesNothingOpen() throws InterruptedException {
    Delivery delivery = delivery();
    delivery.deliver(lines(1));
    delivery.close();
    assertThat(producers.get(0).closed()).isTrue();
    assertThat(delivery.deliver(lines(1)).kind).isEqualTo(Outcome.Kind.RETRY);
    assertThat(producers).hasSize(1);
  }

  @Test
  void settings_haveDefaultsAndAFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("producer.properties");
    Files.writeString(file, "security.protocol=SSL\nacks=1\nmax.block.ms=60000\n");
    settings.put("kafka.producer-config", file.toString());
    KafkaSettings read = KafkaSettings.of(context());
    assertThat(read.topics)
        .isEqualTo(Map.of(Signal.FAULTS, "faultline.errors.raw", Signal.LOGS, "lines"));
    assertThat(read.producer)
        .containsEntry("security.protocol", "SSL")
        .containsEntry("acks", "1")
        .containsEntry("enable.idempotence", false)
        .containsEntry("max.block.ms", 200);
    settings.put("kafka.acks", "all");
    assertThat(KafkaSettings.of(context()).producer).containsEntry("enable.idempotence", true);
  }

  @Test
  void settings_thatMakeNoSenseAreNamed() {
    assertRefused("kafka.bootstrap-servers", "localhost", "takes host:port");
    assertRefused("kafka.bootstrap-servers", "me:s3cr3t@localhost:9092", "takes host:port");
    assertRefused("kafka.topic", "a topic", "faultline.kafka.topic: ");
    assertRefused("kafka.compression", "zstd", "gzip or none");
    assertRefused("kafka.acks", "some", "acks");
    assertRefused("kafka.producer-config", "/no/such/file", "cannot be read");
    settings.remove("kafka.bootstrap-servers");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KafkaSettings.of(context()))
        .withMessage("faultline.kafka.bootstrap-servers is not set");
  }

  private void assertRefused(String key, String value, String why) {
    String former = settings.put(key, value);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KafkaSettings.of(context()))
        .withMessageContaining(why)
        .withMessageNotContaining("s3cr3t");
    if (former == null) settings.remove(key);
    else settings.put(key, former);
  }

  private Delivery delivery() {
    return new Delivery(
        KafkaSettings.of(context()),
        () -> {
          Producer made = new Producer();
          producers.add(made);
          return made;
        },
        System::nanoTime);
  }

  private Payload lines(int count) {
    EventEncoder encoder = new EventEncoder(context(), KafkaSettings.of(context()).topics.keySet());
    for (int i = 0; i < count; i++) {
      String text = "line " + i + "\t\n" + "x".repeat(700);
      encoder.add(
          new LogRecord(i, Severity.ERROR, "shop", text, "main", 1, true, 10, 11, 12, true));
    }
    return encoder.take(Signal.LOGS);
  }

  private ExportContext context() {
    return new ExportContext(
        Map.of("service.name", "shop"),
        "1.2.3",
        Scrubber.of(AgentConfig.of(Map.of())),
        new EpochClock(System::currentTimeMillis, System::nanoTime),
        System::nanoTime,
        (signal, count, reason) -> {},
        settings::get);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Answers by the script, in order, and takes everything when that is over. */
  private final class Producer extends MockProducer<byte[], byte[]> {
    Producer() {
      super(false, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized Future<RecordMetadata> send(
        ProducerRecord<byte[], byte[]> message, Callback callback) {
      Future<RecordMetadata> future = super.send(message, callback);
      RuntimeException failure = script.poll();
      if (failure == null) completeNext();
      else errorNext(failure);
      return future;
    }
  }
}
