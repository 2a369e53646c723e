// SPDX-License-Identifier: Apache-2.0
package dev.faultline.kafka;

import dev.faultline.agent.export.Bytes;
import dev.faultline.agent.export.Payload;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One message on its way, as a piece of a payload: a line of key, id, {@code traceparent}, version
 * and value, with tabs in between. The value is JSON, which has neither tabs nor line breaks in it.
 * It says all there is to say, for it may be sent by another process, even of another version.
 */
final class Event {
  /** Of a payload; what has another was written by another version, in another way. */
  static final String CONTENT_TYPE = "application/x-faultline-kafka-1";

  /** Of a message. */
  static final String VALUE_TYPE = "application/json";

  private static final byte[] VALUE_TYPE_BYTES = bytes(VALUE_TYPE);
  private static final byte TAB = '\t';

  private Event() {}

  /** Writes what comes before the value. */
  static void writeHead(
      @Nullable String key, String id, @Nullable String traceparent, String version, Bytes out) {
    field(key, out);
    field(id, out);
    field(traceparent, out);
    field(version, out);
  }

  /** Writes what comes behind it. */
  static void writeEnd(Bytes out) {
    out.write('\n');
  }

  /**
   * The message that a piece stands for.
   *
   * @param raw the payload's bytes
   */
  static ProducerRecord<byte[], byte[]> read(Payload payload, byte[] raw, int piece, String topic) {
    int end = payload.end(piece) - 1;
    int[] tabs = new int[4];
    int at = payload.start(piece) - 1;
    for (int i = 0; i < tabs.length; i++) {
      at = nextTab(raw, at + 1, end);
      tabs[i] = at;
    }
    byte[] key = field(raw, payload.start(piece), tabs[0]);
    byte[] id = field(raw, tabs[0] + 1, tabs[1]);
    byte[] traceparent = field(raw, tabs[1] + 1, tabs[2]);
    byte[] version = field(raw, tabs[2] + 1, tabs[3]);
    byte[] value = field(raw, tabs[3] + 1, end);
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(topic, key.length == 0 ? null : key, value);
    message.headers().add("content-type", VALUE_TYPE_BYTES);
    message.headers().add("faultline-version", version);
    message.headers().add("faultline-id", id);
    if (traceparent.length > 0) message.headers().add("traceparent", traceparent);
    return message;
  }

  private static int nextTab(byte[] raw, int from, int end) {
    for (int i = from; i < end; i++) {
      if (raw[i] == TAB) return i;
    }
    throw new IllegalArgumentException("a field is missing");
  }

  private static byte[] field(byte[] raw, int from, int to) {
    byte[] field = new byte[to - from];
    System.arraycopy(raw, from, field, 0, field.length);
    return field;
  }

  private static void field(@Nullable String text, Bytes out) {
    if (text != null) out.write(bytes(text));
    out.write(TAB);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
