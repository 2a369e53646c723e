// SPDX-License-Identifier: Apache-2.0
package dev.faultline.kafka;

import dev.faultline.agent.export.Outcome;
import dev.faultline.agent.export.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.UnsupportedForMessageFormatException;
import org.jspecify.annotations.Nullable;

/**
 * One payload being sent, and what became of each of its pieces: taken, refused for good, or to be
 * sent again. So much at a time as the producer has room for without blocking.
 *
 * <p>The producer tries again by itself, without putting a message there twice. It is waited for
 * until it has given up, since what is sent anew before that could well arrive twice.
 */
final class Shipment {
  /** Beyond the producer's own time-out, which it keeps to within a poll. */
  private static final long GRACE_MILLIS = 2_000;

  private final Payload payload;
  private final String topic;
  private final byte[] raw;
  private final LongSupplier nanoTime;
  private final long start;
  private final long maxNanos;

  private final boolean[] again;
  private final List<Future<RecordMetadata>> futures = new ArrayList<>();
  private int firstOfWindow;
  private int left;
  private long refused;
  private String refusedReason = "";
  private String refusedDetail = "";
  private String failure = "";
  private boolean broken;

  Shipment(Payload payload, String topic, long deliveryMillis, LongSupplier nanoTime) {
    this.payload = payload;
    this.topic = topic;
    this.raw = payload.raw();
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
    this.maxNanos = TimeUnit.MILLISECONDS.toNanos(deliveryMillis + GRACE_MILLIS);
    this.again = new boolean[payload.pieces()];
  }

  void send(Producer<byte[], byte[]> producer) {
    int sent = 0;
    while (sent < payload.pieces() && failure.isEmpty()) {
      firstOfWindow = sent;
      sent = sendWindow(producer, sent);
      await();
    }
    for (int i = sent; i < payload.pieces(); i++) sendAgain(i);
  }

  /** Returns the first one that was not sent. */
  private int sendWindow(Producer<byte[], byte[]> producer, int from) {
    futures.clear();
    int bytes = 0;
    for (int i = from; i < payload.pieces(); i++) {
      int size = payload.end(i) - payload.start(i);
      if (bytes > 0 && bytes + size > KafkaSettings.WINDOW_BYTES) return i;
      bytes += size;
      try {
        ProducerRecord<byte[], byte[]> message = Event.read(payload, raw, i, topic);
        futures.add(producer.send(message));
      } catch (InterruptException e) {
        throw e;
      } catch (RuntimeException e) { // in some states the producer throws it right here
        failed(i, e);
        return i + 1; // the futures of a window have no gap
      }
    }
    return payload.pieces();
  }

  private void await() {
    for (int i = 0; i < futures.size(); i++) {
      try {
        long leftNanos = maxNanos - (nanoTime.getAsLong() - start);
        futures.get(i).get(Math.max(0, leftNanos), TimeUnit.NANOSECONDS);
      } catch (ExecutionException e) {
        failed(firstOfWindow + i, e.getCause());
      } catch (java.util.concurrent.TimeoutException e) {
        broken = true;
        failure = "no answer in time";
        sendAgain(firstOfWindow + i);
      } catch (StackOverflowError e) {
        // a batch that was split over and over, to no avail: see batch.size in KafkaSettings
        broken = true;
        failure = "a batch is larger than the topic takes, by its max.message.bytes";
        sendAgain(firstOfWindow + i);
      } catch (InterruptedException e) {
        throw new InterruptException(e);
      }
    }
  }

  private void failed(int piece, @Nullable Throwable failed) {
    String reason = refusal(failed);
    if (reason != null) {
      refused += payload.records(piece);
      refusedReason = reason;
      refusedDetail = root(failed);
      return;
    }
    sendAgain(piece);
    failure = root(failed);
    if (!(failed instanceof RetriableException)) broken = true;
  }

  private void sendAgain(int piece) {
    again[piece] = true;
    left++;
  }

  /** Why this message would be refused each time, in a word; null when it may be taken yet. */
  private static @Nullable String refusal(@Nullable Throwable failed) {
    if (failed instanceof RecordTooLargeException) return "too_large";
    if (failed instanceof RecordBatchTooLargeException) return "too_large";
    if (failed instanceof InvalidRecordException) return "invalid_record";
    if (failed instanceof InvalidTimestampException) return "invalid_record";
    if (failed instanceof IllegalArgumentException) return "invalid_record"; // of Event
    if (failed instanceof SerializationException) return "invalid_record";
    return failed instanceof UnsupportedForMessageFormatException ? "invalid_record" : null;
  }

  /** Whether the producer should not be asked again. */
  boolean hasBroken() {
    return broken;
  }

  Outcome outcome() {
    if (left == 0) {
      if (refused == 0) return Outcome.delivered();
      return Outcome.delivered(refused, refusedReason, refusedDetail);
    }
    if (left == payload.pieces()) return Outcome.retry(-1, failure);
    return Outcome.retry(payload.only(again), refused, refusedReason, -1, failure);
  }

  /** What it comes down to, for a line of the log. */
  static String root(@Nullable Throwable failure) {
    if (failure == null) return "";
    Throwable root = failure;
    for (int i = 0; root.getCause() != null && i < 20; i++) root = root.getCause();
    String message = root.getMessage();
    return message == null ? root.toString() : root.getClass().getSimpleName() + ": " + message;
  }
}
