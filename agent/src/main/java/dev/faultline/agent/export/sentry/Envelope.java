// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.sentry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.faultline.agent.export.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Sentry's envelope: a line of JSON about all of it, then for each item a line of JSON and its
 * bytes. When it was sent is added at the last moment, since Sentry corrects the sender's clock by
 * it: what waits in a queue or on a disk has none.
 */
final class Envelope {
  static final String CONTENT_TYPE = "application/x-sentry-envelope";

  private static final JsonFactory FACTORY = new JsonFactory();

  private Envelope() {}

  /** For one JSON text; what is behind {@code out}'s length then is not touched. */
  static JsonGenerator json(Bytes out) throws IOException {
    return FACTORY.createGenerator(out);
  }

  /**
   * One with one item and no time.
   *
   * @param type {@code event} or {@code transaction}
   * @param item the first {@code length} bytes of it are taken
   */
  static byte[] of(String eventId, String version, String type, byte[] item, int length)
      throws IOException {
    Bytes out = new Bytes();
    try (JsonGenerator json = json(out)) {
      json.writeStartObject();
      json.writeStringField("event_id", eventId);
      json.writeFieldName("sdk");
      Common.sdk(version, json);
      json.writeEndObject();
    }
    item(type, item, length, out);
    return out.toByteArray();
  }

  /**
   * The envelope as it is sent.
   *
   * @param envelope as {@link #of} has made it, or null for a report alone
   * @param report null for none
   */
  static byte[] sent(byte @Nullable [] envelope, long epochMillis, byte @Nullable [] report)
      throws IOException {
    byte[] rest = envelope == null ? utf8("{}") : envelope;
    int brace = endOfHead(rest); // closes the first line
    Bytes out = new Bytes();
    out.write(rest, 0, brace);
    if (brace > 1) out.write(',');
    out.write(utf8("\"sent_at\":\"" + Instant.ofEpochMilli(epochMillis) + '"'));
    out.write(rest, brace, rest.length - brace);
    if (report != null) item("client_report", report, report.length, out);
    return out.toByteArray();
  }

  private static int endOfHead(byte[] envelope) throws IOException {
    for (int i = 0; i < envelope.length; i++) {
      boolean ends = i + 1 == envelope.length || envelope[i + 1] == '\n';
      if (ends) {
        if (envelope[i] == '}') return i;
        break;
      }
    }
    throw new IOException("not an envelope");
  }

  private static void item(String type, byte[] item, int length, Bytes out) {
    String head =
        "\n{\"type\":\""
            + type
            + "\",\"length\":"
            + length
            + ",\"content_type\":\"application/json\"}\n";
    out.write(utf8(head));
    out.write(item, 0, length);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
