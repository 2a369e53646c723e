// SPDX-License-Identifier: Apache-2.0
package dev.faultline.kafka;

import dev.faultline.agent.export.Outcome;
import dev.faultline.agent.export.Payload;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends payloads, and waits for what becomes of each message. The producer is made when it is first
 * needed, on the sender's thread, for that asks the network for the brokers' names; and made anew
 * after an error that it does not get over. For the sender's thread, but for {@link #close}.
 */
final class Delivery {
  /** So long a topic may stay unknown before the payload has to wait: the brokers are away. */
  private static final long TOPIC_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final Duration NOT_AT_ALL = Duration.ZERO;

  private final KafkaSettings settings;
  private final Supplier<Producer<byte[], byte[]>> producers;
  private final LongSupplier nanoTime;

  private @Nullable Producer<byte[], byte[]> producer;
  private boolean closed;

  Delivery(
      KafkaSettings settings, Supplier<Producer<byte[], byte[]>> producers, LongSupplier nanoTime) {
    this.settings = settings;
    this.producers = producers;
    this.nanoTime = nanoTime;
  }

  Outcome deliver(Payload payload) throws InterruptedException {
    if (!payload.contentType.equals(Event.CONTENT_TYPE)) {
      return Outcome.dropped("unknown_format", "written by another version: another format");
    }
    String topic = settings.topics.get(payload.signal);
    if (topic == null) {
      return Outcome.dropped("no_topic", "no topic is set for " + payload.signal.label);
    }
    try {
      return deliver(payload, topic);
    } catch (InterruptException e) {
      Thread.interrupted(); // it has set the flag as well
      throw new InterruptedException();
    }
  }

  private Outcome deliver(Payload payload, String topic) {
    Producer<byte[], byte[]> open;
    try {
      open = producer();
      awaitTopic(open, topic);
    } catch (KafkaException e) {
      if (!(e instanceof TimeoutException)) letGo();
      if (e instanceof InterruptException) throw e;
      return Outcome.retry(-1, Shipment.root(e));
    }
    Shipment shipment = new Shipment(payload, topic, settings.deliveryMillis(), nanoTime);
    shipment.send(open);
    if (shipment.hasBroken()) letGo();
    return shipment.outcome();
  }

  /** In steps, so that it is never far from noticing that it is to end. */
  private void awaitTopic(Producer<byte[], byte[]> producer, String topic) {
    long start = nanoTime.getAsLong();
    for (; ; ) {
      try {
        producer.partitionsFor(topic);
        return;
      } catch (TimeoutException e) {
        if (isClosed() || nanoTime.getAsLong() - start >= TOPIC_NANOS) throw e;
      }
    }
  }

  private Producer<byte[], byte[]> producer() {
    Producer<byte[], byte[]> found = held();
    if (found != null) return found;
    Producer<byte[], byte[]> made = producers.get(); // not under the lock: it asks a name server
    synchronized (this) {
      if (!closed) {
        producer = made;
        return made;
      }
    }
    made.close(NOT_AT_ALL);
    throw new KafkaException("closed");
  }

  private synchronized @Nullable Producer<byte[], byte[]> held() {
    if (closed) throw new KafkaException("closed");
    return producer;
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /** All that it was given has been answered, or will be sent again anyway. */
  private void letGo() {
    Producer<byte[], byte[]> former;
    synchronized (this) {
      former = producer;
      producer = null;
    }
    if (former != null) former.close(NOT_AT_ALL);
  }

  /** On any thread: what is still under way then fails. */
  void close() {
    synchronized (this) {
      closed = true;
    }
    letGo();
  }
}
