// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.influx;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads line protocol as its reference has it, character by character, and is stricter where
 * servers differ: tags have to be sorted, values printable, lines complete. It shares nothing with
 * what writes lines.
 */
final class LineProtocol {
  private final String text;
  private int at;

  private LineProtocol(String text) {
    this.text = text;
  }

  /** One point. Fields are Long, Double, Boolean or String. */
  record Point(
      String measurement, Map<String, String> tags, Map<String, Object> fields, long time) {
    /** What makes it one and the same point. */
    String identity() {
      return measurement + tags + time;
    }

    Object field(String name) {
      return fields.get(name);
    }

    String tag(String name) {
      return tags.get(name);
    }
  }

  static List<Point> parse(byte[] body) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("not UTF-8", e);
    }
    LineProtocol parser = new LineProtocol(text);
    List<Point> points = new ArrayList<>();
    while (parser.at < text.length()) points.add(parser.point());
    return points;
  }

  private Point point() {
    String measurement = word(", ", ", ");
    check(!measurement.isEmpty() && measurement.charAt(0) != '_', "measurement");
    Map<String, String> tags = new LinkedHashMap<>();
    String before = "";
    while (peek() == ',') {
      at++;
      String key = word(",= ", "=");
      check(key.compareTo(before) > 0, "tags are sorted, and no two have the same key");
      expect('=');
      String value = word(",= ", ", ");
      check(!value.isEmpty(), "a tag has a value");
      tags.put(key, value);
      before = key;
    }
    expect(' ');
    Map<String, Object> fields = new LinkedHashMap<>();
    do {
      if (!fields.isEmpty()) at++;
      String key = word(",= ", "=");
      expect('=');
      check(!tags.containsKey(key), "a field is not named as a tag is");
      check(fields.put(key, value()) == null, "a field is there once");
    } while (peek() == ',');
    expect(' ');
    int start = at;
    while (Character.isDigit(peek())) at++;
    long time = Long.parseLong(text.substring(start, at));
    expect('\n');
    return new Point(measurement, tags, fields, time);
  }

  /** Up to one of the ends that is not escaped; a backslash before anything else is one. */
  private String word(String escaped, String ends) {
    StringBuilder word = new StringBuilder();
    while (true) {
      char c = peek();
      check(c >= ' ' && c != 0x7f, "no control characters");
      if (c == '\\' && escaped.indexOf(text.charAt(at + 1)) >= 0) {
        at++;
        word.append(peek());
      } else if (ends.indexOf(c) >= 0) {
        return word.toString();
      } else {
        check(escaped.indexOf(c) < 0, "is escaped");
        word.append(c);
      }
      at++;
    }
  }

  private Object value() {
    if (peek() == '"') return string();
    int start = at;
    while (", \n".indexOf(peek()) < 0) at++;
    String value = text.substring(start, at);
    if (value.equals("true") || value.equals("false")) return Boolean.valueOf(value);
    if (value.matches("-?[0-9]+i")) return Long.valueOf(value.substring(0, value.length() - 1));
    check(value.matches("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?"), "a number");
    return Double.valueOf(value);
  }

  private String string() {
    StringBuilder string = new StringBuilder();
    for (at++; peek() != '"'; at++) {
      check(peek() != '\n', "a string is on one line");
      boolean escape = peek() == '\\' && "\"\\".indexOf(text.charAt(at + 1)) >= 0;
      check(escape || peek() != '\\', "a backslash is escaped");
      if (escape) at++;
      string.append(peek());
    }
    at++;
    return string.toString();
  }

  private char peek() {
    check(at < text.length(), "more");
    return text.charAt(at);
  }

  private void expect(char c) {
    check(peek() == c, "a '" + c + "'");
    at++;
  }

  private void check(boolean condition, String what) {
    if (condition) return;
    String seen = text.substring(Math.max(0, at - 60), Math.min(text.length(), at + 20));
    throw new IllegalArgumentException("not so: " + what + ", at the end of " + seen);
  }
}
