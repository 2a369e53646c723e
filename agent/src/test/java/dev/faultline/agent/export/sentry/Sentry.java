// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.sentry;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.sentry.SentryOptions;
import io.sentry.protocol.SentryTransaction;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Envelopes, as Sentry's own client and its own schema have them. */
final class Sentry {
  private static final Path SCHEMA =
      Path.of("src/test/resources/dev/faultline/agent/export/sentry/event.schema.json");
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final SentryOptions OPTIONS = new SentryOptions();
  static final JsonSerializer SERIALIZER = new JsonSerializer(OPTIONS);

  private Sentry() {}

  static SentryEnvelope envelope(byte[] bytes) {
    try {
      SentryEnvelope read = new EnvelopeReader(SERIALIZER).read(new ByteArrayInputStream(bytes));
      assertThat(read).isNotNull();
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<SentryEnvelopeItem> items(byte[] envelope) {
    List<SentryEnvelopeItem> items = new ArrayList<>();
    envelope(envelope).getItems().forEach(items::add);
    return items;
  }

  /** The payload of the first item. */
  static String json(byte[] envelope) {
    try {
      return new String(items(envelope).get(0).getData(), StandardCharsets.UTF_8);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /**
   * The event, held against the schema, as Sentry's client reads it; of breadcrumbs, that one knows
   * the older form alone.
   */
  static SentryEvent event(byte[] envelope) {
    try {
      JsonNode event = MAPPER.readTree(json(envelope));
      assertThat(schema().validate(event)).extracting(ValidationMessage::getMessage).isEmpty();
      JsonNode crumbs = event.at("/breadcrumbs/values");
      if (!crumbs.isMissingNode()) ((ObjectNode) event).set("breadcrumbs", crumbs);
      SentryEvent read =
          SERIALIZER.deserialize(new StringReader(event.toString()), SentryEvent.class);
      assertThat(read).isNotNull();
      assertThat(read.getUnknown()).isNull();
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SentryTransaction transaction(byte[] envelope) {
    SentryTransaction read =
        SERIALIZER.deserialize(new StringReader(json(envelope)), SentryTransaction.class);
    assertThat(read).isNotNull();
    assertThat(read.getUnknown()).isNull();
    return read;
  }

  static Set<ValidationMessage> validate(String event) throws IOException {
    return schema().validate(MAPPER.readTree(event));
  }

  /** Its formats are Rust's; what it calls a uuid must have no dashes, says the text beside it. */
  private static JsonSchema schema() throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
        .getSchema(
            Files.readString(SCHEMA),
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(false).build());
  }
}
