// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.faultline.agent.console.record.AttributeMap;
import dev.faultline.agent.console.record.FaultRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Writing JSON. */
public final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  /** The members of an object. */
  public interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  private Json() {}

  public static byte[] written(Body body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      object(json, body);
    }
    return out.toByteArray();
  }

  public static void object(JsonGenerator json, Body body) throws IOException {
    json.writeStartObject();
    body.write(json);
    json.writeEndObject();
  }

  public static void texts(JsonGenerator json, String name, Iterable<String> texts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String each : texts) json.writeString(each);
    json.writeEndArray();
  }

  public static void numbers(JsonGenerator json, String name, Map<String, Long> numbers)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, Long> each : numbers.entrySet()) {
      json.writeNumberField(each.getKey(), each.getValue());
    }
    json.writeEndObject();
  }

  static void attributes(JsonGenerator json, AttributeMap attributes) throws IOException {
    json.writeObjectFieldStart("attributes");
    for (Map.Entry<String, Object> each : attributes.values.entrySet()) {
      // they are there as "stack" and "breadcrumbs"
      if (each.getKey().equals("exception.stacktrace")) continue;
      if (each.getKey().equals(FaultRecord.BREADCRUMBS)) continue;
      json.writeFieldName(each.getKey());
      value(json, each.getValue());
    }
    json.writeEndObject();
  }

  private static void value(JsonGenerator json, Object value) throws IOException {
    if (value instanceof Long) {
      json.writeNumber((Long) value);
    } else if (value instanceof Double) {
      json.writeNumber((Double) value);
    } else if (value instanceof Boolean) {
      json.writeBoolean((Boolean) value);
    } else if (value instanceof List) {
      json.writeStartArray();
      for (Object element : (List<?>) value) json.writeString(element.toString());
      json.writeEndArray();
    } else {
      json.writeString(value.toString());
    }
  }

  static long millis(long nanos) {
    return nanos / 1_000_000;
  }
}
