// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.sentry.EnvelopeReader;
import io.sentry.JsonSerializer;
import io.sentry.SentryEnvelope;
import io.sentry.SentryEnvelopeItem;
import io.sentry.SentryEvent;
import io.sentry.SentryItemType;
import io.sentry.SentryOptions;
import io.sentry.clientreport.ClientReport;
import io.sentry.clientreport.DiscardedEvent;
import io.sentry.protocol.SentryTransaction;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads envelopes as strictly as Sentry documents them: first by the grammar, byte by byte; then by
 * Sentry's own client, which must know every field; events by Sentry's own schema too.
 */
final class SentryEnvelopes {
  private static final Path SCHEMA =
      Path.of("../../agent/src/test/resources/dev/faultline/agent/export/sentry/event.schema.json");
  private static final int MAX_ITEM = 1 << 20;
  private static final int MAX_REPORT = 4 << 10;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final JsonSerializer serializer = new JsonSerializer(new SentryOptions());
  private final JsonSchema schema;

  SentryEnvelopes() throws IOException {
    schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
            .getSchema(
                Files.readString(SCHEMA),
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(false).build());
  }

  /** What one held: at most one of the first two. */
  record Contents(
      @Nullable String eventId,
      @Nullable SentryEvent event,
      @Nullable SentryTransaction transaction,
      List<String> discarded) {}

  /**
   * @throws IllegalArgumentException saying what is wrong with it
   */
  Contents read(byte[] bytes) throws Exception {
    checkGrammar(bytes);
    SentryEnvelope envelope = new EnvelopeReader(serializer).read(new ByteArrayInputStream(bytes));
    check(envelope != null, "unreadable");
    check(envelope.getHeader().getSentAt() != null, "no sent_at");
    check(envelope.getHeader().getUnknown() == null, "unknown header fields");
    SentryEvent event = null;
    SentryTransaction transaction = null;
    List<String> discarded = new ArrayList<>();
    for (SentryEnvelopeItem item : envelope.getItems()) {
      SentryItemType type = item.getHeader().getType();
      if (type == SentryItemType.ClientReport) {
        discarded.addAll(report(item));
        continue;
      }
      check(event == null && transaction == null, "more than one event or transaction");
      if (type == SentryItemType.Event) {
        event = event(item);
      } else if (type == SentryItemType.Transaction) {
        transaction = transaction(item);
      } else {
        throw new IllegalArgumentException("an item of type " + type);
      }
    }
    String id = id(envelope, event, transaction);
    return new Contents(id, event, transaction, discarded);
  }

  private static @Nullable String id(
      SentryEnvelope envelope,
      @Nullable SentryEvent event,
      @Nullable SentryTransaction transaction) {
    boolean empty = event == null && transaction == null;
    check(empty == (envelope.getHeader().getEventId() == null), "event_id and no event, or none");
    if (empty) return null;
    String id = envelope.getHeader().getEventId().toString();
    String inside = (event != null ? event.getEventId() : transaction.getEventId()).toString();
    check(id.equals(inside), "two event_ids: " + id + " and " + inside);
    return id;
  }

  private SentryEvent event(SentryEnvelopeItem item) throws Exception {
    JsonNode json = MAPPER.readTree(item.getData());
    Set<ValidationMessage> wrong = schema.validate(json);
    check(wrong.isEmpty(), "not by the schema: " + wrong);
    JsonNode crumbs = json.at("/breadcrumbs/values"); // the client knows the older form alone
    if (!crumbs.isMissingNode()) ((ObjectNode) json).set("breadcrumbs", crumbs);
    SentryEvent event =
        serializer.deserialize(new StringReader(json.toString()), SentryEvent.class);
    check(event != null, "no event");
    check(event.getUnknown() == null, "unknown fields: " + event.getUnknown());
    return event;
  }

  private SentryTransaction transaction(SentryEnvelopeItem item) throws Exception {
    SentryTransaction transaction = item.getTransaction(serializer);
    check(transaction != null, "no transaction");
    check(transaction.getUnknown() == null, "unknown fields: " + transaction.getUnknown());
    check(transaction.getStartTimestamp() <= transaction.getTimestamp(), "ends before it starts");
    check(transaction.getContexts().getTrace() != null, "no trace context");
    return transaction;
  }

  private List<String> report(SentryEnvelopeItem item) throws Exception {
    check(item.getData().length <= MAX_REPORT, "a client report of " + item.getData().length);
    ClientReport report = item.getClientReport(serializer);
    check(report != null && report.getUnknown() == null, "no client report");
    List<String> discarded = new ArrayList<>();
    for (DiscardedEvent each : report.getDiscardedEvents()) {
      discarded.add(each.getReason() + " " + each.getCategory() + " " + each.getQuantity());
    }
    return discarded;
  }

  /** A line of JSON; then items: a line of JSON, so many bytes, and a line feed or the end. */
  private static void checkGrammar(byte[] bytes) throws IOException {
    int at = lineEnd(bytes, 0);
    JsonNode head = line(bytes, 0, at);
    check(head.isObject(), "the first line is no object");
    if (head.has("event_id")) {
      check(head.get("event_id").asText().matches("[0-9a-f]{32}"), "event_id: " + head);
    }
    while (at < bytes.length - 1) {
      int end = lineEnd(bytes, at + 1);
      JsonNode item = line(bytes, at + 1, end);
      int length = item.path("length").asInt(-1);
      check(length > 0, "no length: " + item);
      check(length <= MAX_ITEM, "an item of " + length + " bytes");
      at = end + 1 + length;
      check(at <= bytes.length, "shorter than its length: " + item);
      check(at == bytes.length || bytes[at] == '\n', "longer than its length: " + item);
      MAPPER.readTree(Arrays.copyOfRange(bytes, end + 1, at));
    }
  }

  private static JsonNode line(byte[] bytes, int from, int to) throws IOException {
    return MAPPER.readTree(Arrays.copyOfRange(bytes, from, to));
  }

  private static int lineEnd(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == '\n') return i;
    }
    return bytes.length;
  }

  private static void check(boolean condition, String otherwise) {
    if (!condition) throw new IllegalArgumentException(otherwise);
  }
}
