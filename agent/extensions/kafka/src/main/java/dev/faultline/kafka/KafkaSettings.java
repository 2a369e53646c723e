// SPDX-License-Identifier: Apache-2.0
package dev.faultline.kafka;

import dev.faultline.agent.export.ExportContext;
import dev.faultline.agent.export.Signal;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** What is set, checked: nothing here asks a network. Immutable. */
final class KafkaSettings {
  static final String FAULTS_TOPIC = "faultline.errors.raw";

  /** Stricter than Kafka, which passes over what stands before the host: a password, say. */
  private static final Pattern ADDRESS =
      Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.%]+]):[0-9]{1,5}");

  /** Most that is under way at a time, and the room that the producer has for it. */
  static final int WINDOW_BYTES = 1 << 20;

  private static final int BUFFER_BYTES = 8 << 20;

  /**
   * As Kafka has it. A topic must take as much ({@code max.message.bytes}, 1 MB as a rule): the
   * producer splits a batch that is too large into ones of this size, and so never gets anywhere
   * when that is too large as well.
   */
  private static final int BATCH_BYTES = 16 << 10;

  /**
   * So long the producer itself goes on trying a message, which cannot put it there twice. Longer
   * would have it taken for a delivery that hangs.
   */
  private static final int DELIVERY_MILLIS = 25_000;

  private static final int REQUEST_MILLIS = 10_000;

  /** Steps in which {@link Delivery} waits for a topic to be known. */
  private static final int MAX_BLOCK_MILLIS = 200;

  private static final int MAX_RECONNECT_MILLIS = 10_000;

  /** As the first setting has them: without credentials, which have no place there. */
  final String servers;

  /** One for each signal that is taken. */
  final Map<Signal, String> topics;

  /** For the producer. */
  final Map<String, Object> producer;

  private KafkaSettings(String servers, Map<Signal, String> topics, Map<String, Object> producer) {
    this.servers = servers;
    this.topics = topics;
    this.producer = producer;
  }

  /**
   * @throws IllegalArgumentException when a setting makes no sense
   */
  static KafkaSettings of(ExportContext context) {
    String servers = servers(context.setting("kafka.bootstrap-servers"));
    Map<Signal, String> topics = new EnumMap<>(Signal.class);
    topic(context, "kafka.topic", FAULTS_TOPIC, Signal.FAULTS, topics);
    topic(context, "kafka.topic.spans", null, Signal.SPANS, topics);
    topic(context, "kafka.topic.logs", null, Signal.LOGS, topics);
    return new KafkaSettings(
        servers, Collections.unmodifiableMap(topics), producer(context, servers));
  }

  /** How long it may take until the producer has said what became of a message. */
  long deliveryMillis() {
    Object millis = producer.get(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG);
    return Long.parseLong(String.valueOf(millis).trim());
  }

  private static String servers(@Nullable String servers) {
    if (servers == null) {
      throw new IllegalArgumentException("faultline.kafka.bootstrap-servers is not set");
    }
    for (String each : servers.split(",", -1)) {
      if (!ADDRESS.matcher(each.trim()).matches()) {
        throw new IllegalArgumentException(
            "faultline.kafka.bootstrap-servers takes host:port, separated by commas");
      }
    }
    return servers;
  }

  private static void topic(
      ExportContext context,
      String key,
      @Nullable String usual,
      Signal signal,
      Map<Signal, String> topics) {
    String set = context.setting(key);
    String topic = set == null ? usual : set;
    if (topic == null) return;
    try {
      Topic.validate(topic);
    } catch (InvalidTopicException e) {
      throw new IllegalArgumentException("faultline." + key + ": " + e.getMessage(), e);
    }
    topics.put(signal, topic);
  }

  private static Map<String, Object> producer(ExportContext context, String servers) {
    Map<String, Object> all = new HashMap<>();
    all.put(ProducerConfig.CLIENT_ID_CONFIG, "faultline");
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
    all.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    all.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    all.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
    all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
    all.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, MAX_RECONNECT_MILLIS);
    all.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    all.put(ProducerConfig.AUTO_INCLUDE_JMX_REPORTER_CONFIG, false);
    all.putAll(file(context.setting("kafka.producer-config")));
    put(context, "kafka.acks", ProducerConfig.ACKS_CONFIG, all);
    put(context, "kafka.compression", ProducerConfig.COMPRESSION_TYPE_CONFIG, all);
    all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MILLIS);
    all.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    all.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    String acks = String.valueOf(all.get(ProducerConfig.ACKS_CONFIG)).trim();
    boolean safe = acks.equals("all") || acks.equals("-1");
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, safe); // without all acks, there is none
    check(all);
    return Collections.unmodifiableMap(all);
  }

  private static void put(
      ExportContext context, String key, String property, Map<String, Object> all) {
    String value = context.setting(key);
    if (value != null) all.put(property, value);
  }

  private static Map<String, Object> file(@Nullable String path) {
    if (path == null) return Collections.emptyMap();
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(new File(path).toPath())) {
      properties.load(in);
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "faultline.kafka.producer-config: " + path + " cannot be read (" + e + ")", e);
    }
    Map<String, Object> all = new HashMap<>();
    for (String each : properties.stringPropertyNames()) all.put(each, properties.get(each));
    return all;
  }

  /** Or it would be found out with the first delivery, and each time again. */
  private static void check(Map<String, Object> all) {
    Object codec = all.get(ProducerConfig.COMPRESSION_TYPE_CONFIG);
    if (!"gzip".equals(codec) && !"none".equals(codec)) {
      throw new IllegalArgumentException(
          "faultline.kafka.compression is gzip or none; the other codecs are not in this jar");
    }
    if (all.containsKey(ProducerConfig.TRANSACTIONAL_ID_CONFIG)) {
      throw new IllegalArgumentException("faultline.kafka.producer-config: no transactional.id");
    }
    try {
      ProducerConfig.configDef().parse(all);
    } catch (ConfigException e) {
      throw new IllegalArgumentException("Kafka's producer says: " + e.getMessage(), e);
    }
  }
}
