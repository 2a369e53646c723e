// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.status;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of what a JVM has answered, as maps, lists, texts and numbers. It may be of another
 * version than this: what is not there is empty, or 0.
 */
final class Answer {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final @Nullable Object value;

  private Answer(@Nullable Object value) {
    this.value = value;
  }

  static Answer parse(String json) throws IOException {
    try (JsonParser parser = FACTORY.createParser(json)) {
      parser.nextToken();
      return new Answer(read(parser));
    }
  }

  private static @Nullable Object read(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) throw new IOException("it is empty");
    switch (token) {
      case START_OBJECT:
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          members.put(name, read(parser));
        }
        return members;
      case START_ARRAY:
        List<@Nullable Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) elements.add(read(parser));
        return elements;
      case VALUE_NUMBER_INT:
        return parser.getLongValue();
      default:
        return parser.getText();
    }
  }

  Answer get(String name) {
    return new Answer(members().get(name));
  }

  boolean isAbsent() {
    return value == null;
  }

  String text(String name) {
    Object found = members().get(name);
    return found == null ? "" : found.toString();
  }

  long number(String name) {
    Object found = members().get(name);
    return found instanceof Long ? (Long) found : 0;
  }

  List<Answer> list(String name) {
    Object found = members().get(name);
    if (!(found instanceof List)) return Collections.emptyList();
    List<Answer> list = new ArrayList<>();
    for (Object each : (List<?>) found) list.add(new Answer(each));
    return list;
  }

  /** Names and numbers, such as what was dropped by reason. */
  Map<String, Long> numbers() {
    Map<String, Long> numbers = new LinkedHashMap<>();
    for (Map.Entry<?, ?> each : members().entrySet()) {
      if (each.getValue() instanceof Long) {
        numbers.put((String) each.getKey(), (Long) each.getValue());
      }
    }
    return numbers;
  }

  private Map<?, ?> members() {
    return value instanceof Map ? (Map<?, ?>) value : Collections.emptyMap();
  }

  @Override
  public String toString() {
    return String.valueOf(value);
  }
}
