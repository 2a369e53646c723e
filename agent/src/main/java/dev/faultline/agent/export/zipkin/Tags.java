// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.zipkin;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.faultline.agent.export.attribute.AttributeWriter;
import dev.faultline.agent.export.attribute.Key;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes attributes as Zipkin's tags: names and values are texts, lists are joined. */
final class Tags implements AttributeWriter {
  private final JsonGenerator json;

  Tags(JsonGenerator json) {
    this.json = json;
  }

  @Override
  public void put(Key key, @Nullable String value, int maxLength) throws IOException {
    if (value == null) return;
    boolean fits = value.length() <= maxLength;
    json.writeStringField(key.name, sound(fits ? value : value.substring(0, maxLength) + "..."));
  }

  @Override
  public void put(Key key, long value) throws IOException {
    json.writeStringField(key.name, Long.toString(value));
  }

  @Override
  public void put(Key key, double value) throws IOException {
    json.writeStringField(key.name, Double.toString(value));
  }

  @Override
  public void put(Key key, boolean value) throws IOException {
    json.writeStringField(key.name, Boolean.toString(value));
  }

  @Override
  public void put(Key key, String[] values) throws IOException {
    StringBuilder joined = new StringBuilder();
    for (String each : values) {
      if (joined.length() > 0) joined.append(", ");
      if (each != null) joined.append(each);
    }
    put(key, joined.toString());
  }

  /** The text without halves of surrogate pairs, which Jackson does not write. */
  static String sound(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
      }
    }
    return text;
  }
}
