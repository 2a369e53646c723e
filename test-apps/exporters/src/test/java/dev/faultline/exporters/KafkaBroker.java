// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import static org.awaitility.Awaitility.await;

import dev.faultline.harness.ClassPath;
import dev.faultline.harness.Jdk;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A broker of Kafka itself, in a JVM of its own, and what reads from it. */
final class KafkaBroker implements AutoCloseable {
  private static final String MAIN = "dev.faultline.kafka.broker.LocalBroker";

  private final Path home;
  private final int port = freePort();
  private final int controllerPort = freePort();
  private Process process;

  /** In that folder; not started yet. */
  KafkaBroker(Path home) {
    this.home = home;
  }

  String servers() {
    return "127.0.0.1:" + port;
  }

  /** With what it had when it was killed; returns when it answers. */
  void start() throws IOException {
    Path module = ClassPath.root().resolve("test-apps/kafka/target");
    String classPath =
        module.resolve("classes")
            + File.pathSeparator
            + Files.readString(module.resolve("application.classpath")).strip();
    Path out = home.resolve("out");
    Process started =
        new ProcessBuilder(
                Jdk.current().java().toString(),
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                MAIN,
                home.toString(),
                String.valueOf(port),
                String.valueOf(controllerPort))
            .redirectOutput(out.toFile())
            .redirectError(home.resolve("err").toFile())
            .start();
    process = started;
    Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
    await("the broker answers")
        .atMost(Duration.ofSeconds(90))
        .failFast("the broker has ended", () -> !started.isAlive())
        .until(() -> Files.readString(out).contains("up"));
  }

  /** Without a chance to write anything more. */
  void kill() {
    if (process == null) return;
    process.destroyForcibly();
    process.onExit().join();
  }

  /** The topic, and those for spans and lines beside it, each with three partitions. */
  void createTopics(String name) {
    for (String each : List.of(name, name + "-spans", name + "-logs")) {
      createTopic(each, 1_000_000);
    }
  }

  /** A topic that takes messages of so many bytes at most. */
  void createTopic(String name, int maxMessageBytes) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers()))) {
      NewTopic topic =
          new NewTopic(name, Optional.of(3), Optional.empty())
              .configs(Map.of("max.message.bytes", String.valueOf(maxMessageBytes)));
      admin.createTopics(List.of(topic)).all().get();
      await("each partition has its leader")
          .atMost(Duration.ofSeconds(90))
          .until(
              () ->
                  admin
                      .describeTopics(List.of(name))
                      .allTopicNames()
                      .get()
                      .get(name)
                      .partitions()
                      .stream()
                      .allMatch(each -> each.leader() != null));
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All messages that are in the topic now. */
  List<ConsumerRecord<String, byte[]>> messages(String topic) {
    List<ConsumerRecord<String, byte[]>> messages = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(each -> new TopicPartition(topic, each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        consumer.poll(Duration.ofMillis(200)).forEach(messages::add);
      }
    }
    return messages;
  }

  private KafkaConsumer<String, byte[]> consumer() {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", servers(), "allow.auto.create.topics", false);
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private static int freePort() {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
