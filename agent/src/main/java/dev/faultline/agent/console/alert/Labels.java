// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.alert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Labels as one text: a JSON object. */
final class Labels {
  private static final JsonFactory FACTORY = new JsonFactory();

  private Labels() {}

  static String text(Map<String, String> labels) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      for (Map.Entry<String, String> each : labels.entrySet()) {
        json.writeStringField(each.getKey(), each.getValue());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a text does not fail
    }
    return text.toString();
  }

  /** In the order in which they were written. */
  static Map<String, String> of(String text) {
    Map<String, String> labels = new LinkedHashMap<>();
    try (JsonParser json = FACTORY.createParser(text)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.getCurrentName();
        labels.put(name, json.nextTextValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // no version of ours has written it
    }
    return labels;
  }
}
