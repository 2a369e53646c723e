// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.ecs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import dev.faultline.agent.export.Bytes;
import dev.faultline.agent.export.attribute.AttributeLimits;
import dev.faultline.agent.export.attribute.AttributeWriter;
import dev.faultline.agent.export.attribute.Key;
import dev.faultline.agent.export.attribute.SoundText;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One document under construction: {@link #begin}, fields and attributes, {@link #end}. */
final class EcsJson implements AttributeWriter {
  private static final JsonFactory FACTORY = new JsonFactory();

  /** Of one width, so that text sorts as time does. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private static final SerializableString CLIENT_IP = new Field("client.ip").name;
  private static final SerializableString HEADERS = new Field("faultline.request.headers").name;
  private static final SerializableString PARAMETERS =
      new Field("faultline.request.parameters").name;

  private final Bytes bytes = new Bytes();
  private final Fields fields = new Fields();
  private final List<String> headers = new ArrayList<>();
  private final List<String> parameters = new ArrayList<>();
  private JsonGenerator json;

  EcsJson() throws IOException {
    json = generator();
  }

  /** Begins a document; one that was not ended is forgotten. */
  void begin() throws IOException {
    if (!json.getOutputContext().inRoot()) json = generator(); // what it holds is left behind
    bytes.truncate(0);
    headers.clear();
    parameters.clear();
    json.writeStartObject();
  }

  /** The document, valid until the next one begins. */
  Bytes end() throws IOException {
    lines(HEADERS, headers);
    lines(PARAMETERS, parameters);
    json.writeEndObject();
    json.flush();
    return bytes;
  }

  void field(SerializableString name, String value) throws IOException {
    json.writeFieldName(name);
    json.writeString(SoundText.of(value, AttributeLimits.maxLength()));
  }

  void field(SerializableString name, long value) throws IOException {
    json.writeFieldName(name);
    json.writeNumber(value);
  }

  void time(SerializableString name, long epochNanos) throws IOException {
    json.writeFieldName(name);
    json.writeString(time(epochNanos));
  }

  /** Such as {@code 2026-11-20T19:06:00.123456Z}. */
  static String time(long epochNanos) {
    long second = TimeUnit.SECONDS.toNanos(1);
    return TIME.format(
        Instant.ofEpochSecond(
            Math.floorDiv(epochNanos, second), Math.floorMod(epochNanos, second)));
  }

  @Override
  public void put(Key key, @Nullable String value, int maxLength) throws IOException {
    if (value == null) return;
    Field field = fields.of(key);
    if (!isSingle(field)) return;
    json.writeFieldName(field.name);
    json.writeString(SoundText.of(value, maxLength));
    if (field.form == Field.Form.CLIENT && IpAddress.is(value)) field(CLIENT_IP, value);
  }

  @Override
  public void put(Key key, long value) throws IOException {
    Field field = fields.of(key);
    if (!isSingle(field)) return;
    if (field.form == Field.Form.TIME) {
      time(field.name, value);
    } else {
      field(field.name, value);
    }
  }

  @Override
  public void put(Key key, double value) throws IOException {
    Field field = fields.of(key);
    if (!isSingle(field)) return;
    json.writeFieldName(field.name);
    json.writeNumber(value);
  }

  @Override
  public void put(Key key, boolean value) throws IOException {
    Field field = fields.of(key);
    if (!isSingle(field)) return;
    json.writeFieldName(field.name);
    json.writeBoolean(value);
  }

  @Override
  public void put(Key key, String[] values) throws IOException {
    Field field = fields.of(key);
    switch (field.form) {
      case HEADER:
        for (String each : values) headers.add(field.name.getValue() + ": " + each);
        return;
      case PARAMETER:
        for (String each : values) parameters.add(field.name.getValue() + '=' + each);
        return;
      case OMITTED:
        return;
      default:
        json.writeFieldName(field.name);
        json.writeStartArray();
        for (String each : values) {
          json.writeString(each == null ? "" : SoundText.of(each, AttributeLimits.maxLength()));
        }
        json.writeEndArray();
    }
  }

  private void lines(SerializableString name, List<String> lines) throws IOException {
    if (lines.isEmpty()) return;
    json.writeFieldName(name);
    json.writeStartArray();
    for (String each : lines) json.writeString(SoundText.of(each, AttributeLimits.maxLength()));
    json.writeEndArray();
  }

  /** Headers and parameters come as lists alone. */
  private static boolean isSingle(Field field) {
    return field.form == Field.Form.PLAIN
        || field.form == Field.Form.TIME
        || field.form == Field.Form.CLIENT;
  }

  private JsonGenerator generator() throws IOException {
    JsonGenerator made = FACTORY.createGenerator(bytes);
    made.setRootValueSeparator(null);
    return made;
  }
}
