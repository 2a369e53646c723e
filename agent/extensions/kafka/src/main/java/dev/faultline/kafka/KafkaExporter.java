// SPDX-License-Identifier: Apache-2.0
package dev.faultline.kafka;

import dev.faultline.agent.export.Encoder;
import dev.faultline.agent.export.ExportContext;
import dev.faultline.agent.export.Exporter;
import dev.faultline.agent.export.Outcome;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;

/**
 * Brings records to Kafka: each is one message, whose value is a JSON document by the names of the
 * Elastic Common Schema. Faults go to one topic; spans and lines of the log to others, where such
 * are set.
 */
public final class KafkaExporter implements Exporter {
  private @Nullable KafkaSettings settings;
  private @Nullable Encoder encoder;
  private @Nullable Delivery delivery;

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public void open(ExportContext context) {
    KafkaSettings checked = KafkaSettings.of(context);
    settings = checked;
    encoder = new EventEncoder(context, checked.topics.keySet());
    delivery = new Delivery(checked, () -> new KafkaProducer<>(checked.producer), context.nanoTime);
  }

  @Override
  public Set<Signal> signals() {
    return open(settings).topics.keySet();
  }

  @Override
  public String target() {
    return "Kafka at " + open(settings).servers;
  }

  @Override
  public Encoder encoder() {
    return open(encoder);
  }

  @Override
  public Outcome deliver(Payload payload) throws InterruptedException {
    return open(delivery).deliver(payload);
  }

  @Override
  public void close() {
    if (delivery != null) delivery.close();
  }

  private static <T> T open(@Nullable T part) {
    if (part == null) throw new IllegalStateException("not open");
    return part;
  }
}
