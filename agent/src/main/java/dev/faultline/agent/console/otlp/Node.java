// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value that is read without surprises: what is absent, or is of another kind than was asked
 * for, is empty.
 */
public final class Node {
  private static final int MAX_DEPTH = 64;

  /** A body of nothing but brackets would take far more memory than it has bytes. */
  private static final int MAX_VALUES = 1_000_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  private static final Node NONE = new Node(null);

  /** A String, Long, Double, Boolean, {@code List<Node>}, {@code Map<String, Node>}, or null. */
  private final @Nullable Object value;

  private Node(@Nullable Object value) {
    this.value = value;
  }

  /** Reads one whole document. Any fault in it is an IOException. */
  public static Node parse(InputStream in) throws IOException {
    try (JsonParser parser = FACTORY.createParser(in)) {
      if (parser.nextToken() == null) throw new IOException("the body is empty");
      Node node = new Reading(parser).value();
      if (parser.nextToken() != null) throw new IOException("there is more after the document");
      return node;
    }
  }

  public boolean isObject() {
    return value instanceof Map;
  }

  public Node get(String name) {
    if (!(value instanceof Map)) return NONE;
    Object found = ((Map<?, ?>) value).get(name);
    return found == null ? NONE : (Node) found;
  }

  @SuppressWarnings("unchecked") // lists are made here, of nodes
  public List<Node> list(String name) {
    Object found = get(name).value;
    return found instanceof List ? (List<Node>) found : Collections.<Node>emptyList();
  }

  /** Text, or a number or boolean as text; empty for all else. */
  public String text(String name) {
    Object found = get(name).value;
    return found == null || found instanceof List || found instanceof Map ? "" : found.toString();
  }

  /** A number, which OTLP may also write as text; 0 for all else. */
  public long number(String name) {
    return get(name).number();
  }

  /** This itself as a number; 0 when it is none. */
  public long number() {
    if (value instanceof Number) return ((Number) value).longValue();
    if (!(value instanceof String)) return 0;
    try {
      return Long.parseLong((String) value);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** A number with a fraction, which may be written as text; 0 for all else. */
  public double decimal(String name) {
    return get(name).decimal();
  }

  /** This itself as a number with a fraction; 0 when it is none. */
  public double decimal() {
    if (value instanceof Number) return ((Number) value).doubleValue();
    if (!(value instanceof String)) return 0;
    try {
      return Double.parseDouble((String) value);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  public boolean has(String name) {
    return get(name).value != null;
  }

  /** The value itself where it is a text, number or boolean; else null. */
  public @Nullable Object plain() {
    return value instanceof List || value instanceof Map ? null : value;
  }

  private static final class Reading {
    private final JsonParser parser;
    private int values;

    Reading(JsonParser parser) {
      this.parser = parser;
    }

    Node value() throws IOException {
      if (++values > MAX_VALUES) throw new IOException("more than " + MAX_VALUES + " values");
      switch (parser.currentToken()) {
        case START_OBJECT:
          return object();
        case START_ARRAY:
          return array();
        case VALUE_STRING:
          return new Node(parser.getText());
        case VALUE_NUMBER_INT:
          return new Node(integer());
        case VALUE_NUMBER_FLOAT:
          return new Node(parser.getDoubleValue());
        case VALUE_TRUE:
          return new Node(Boolean.TRUE);
        case VALUE_FALSE:
          return new Node(Boolean.FALSE);
        default:
          return NONE;
      }
    }

    private Object integer() throws IOException {
      if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) return parser.getText();
      return parser.getLongValue();
    }

    private Node object() throws IOException {
      Map<String, Node> members = new HashMap<>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        members.put(name, value());
      }
      return new Node(members);
    }

    private Node array() throws IOException {
      List<Node> elements = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) elements.add(value());
      return new Node(elements);
    }
  }
}
