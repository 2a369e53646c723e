// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.record;

import dev.faultline.agent.console.otlp.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Attributes as OTLP has them, made plain and bounded. */
public final class AttributeMap {
  private static final int MAX_ATTRIBUTES = 128;
  private static final int MAX_NAME = 256;
  private static final int MAX_TEXT = 70_000;
  private static final int MAX_ELEMENTS = 500;

  /** Values are String, Long, Double, Boolean, and lists of strings. */
  public final Map<String, Object> values = new LinkedHashMap<>();

  /** About so many bytes of memory. */
  public int weight;

  public static AttributeMap of(List<Node> attributes) {
    AttributeMap map = new AttributeMap();
    for (Node each : attributes) {
      if (map.values.size() >= MAX_ATTRIBUTES) break;
      String name = clip(each.text("key"), MAX_NAME);
      Object value = plain(each.get("value"));
      if (name.isEmpty() || value == null) continue;
      map.values.put(name, value);
      map.weight += 100 + name.length() + weight(value);
    }
    return map;
  }

  public String text(String name) {
    Object value = values.get(name);
    if (value instanceof List) return String.join(", ", list(name));
    return value == null ? "" : value.toString();
  }

  /** The strings of an array; empty when there is none. */
  @SuppressWarnings("unchecked") // lists are made here, of strings
  public List<String> list(String name) {
    Object value = values.get(name);
    return value instanceof List ? (List<String>) value : Collections.<String>emptyList();
  }

  /** The first of them that there is, for names that have changed over the years. */
  public String text(String name, String olderName) {
    String text = text(name);
    return text.isEmpty() ? text(olderName) : text;
  }

  /** 0 when there is none. */
  public long number(String name) {
    Object value = values.get(name);
    return value instanceof Number ? ((Number) value).longValue() : 0;
  }

  public static String clip(String text, int max) {
    if (text.length() <= max) return sound(text);
    int end = max > 0 && Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
    return sound(text.substring(0, end)) + "...";
  }

  /** Without halves of characters and NUL, which databases and UTF-8 do not take. */
  private static String sound(String text) {
    StringBuilder sound = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
      if (pair) {
        i++;
      } else if (c == 0 || Character.isSurrogate(c)) {
        if (sound == null) sound = new StringBuilder(text);
        sound.setCharAt(i, c == 0 ? ' ' : '\ufffd');
      }
    }
    return sound == null ? text : sound.toString();
  }

  private static @Nullable Object plain(Node value) {
    if (value.has("stringValue")) return clip(value.text("stringValue"), MAX_TEXT);
    if (value.has("intValue")) return value.number("intValue");
    if (value.has("doubleValue")) return value.get("doubleValue").plain();
    if (value.has("boolValue")) return value.get("boolValue").plain();
    if (value.has("bytesValue")) return clip(value.text("bytesValue"), MAX_NAME);
    if (value.has("arrayValue")) return texts(value.get("arrayValue").list("values"));
    return value.has("kvlistValue") ? pairs(value.get("kvlistValue").list("values")) : null;
  }

  private static List<String> texts(List<Node> elements) {
    List<String> texts = new ArrayList<>();
    int room = MAX_TEXT;
    for (Node each : elements) {
      Object plain = plain(each);
      if (plain == null) continue;
      String text = plain.toString();
      if (texts.size() >= MAX_ELEMENTS || (room -= text.length()) < 0) break;
      texts.add(text);
    }
    return texts;
  }

  private static int weight(Object value) {
    if (value instanceof String) return ((String) value).length();
    int weight = 0;
    if (value instanceof List) {
      for (Object each : (List<?>) value) weight += 50 + each.toString().length();
    }
    return weight;
  }

  private static String pairs(List<Node> pairs) {
    List<String> texts = new ArrayList<>();
    for (Node each : pairs) texts.add(each.text("key") + "=" + plain(each.get("value")));
    return clip(String.join(", ", texts), MAX_TEXT);
  }
}
