// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Makes a tree of a JSON document. */
final class JsonReader {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(Node.MAX_DEPTH).build())
          .build();

  private final JsonParser parser;
  private final Growth growth;

  private JsonReader(JsonParser parser, Growth growth) {
    this.parser = parser;
    this.growth = growth;
  }

  /** Reads one whole document. Any fault in it is an IOException. */
  static Node read(InputStream in, Budget.Lease lease) throws IOException {
    try (JsonParser parser = FACTORY.createParser(in)) {
      if (parser.nextToken() == null) throw new IOException("the body is empty");
      Node node = new JsonReader(parser, new Growth(lease)).value();
      if (parser.nextToken() != null) throw new IOException("there is more after the document");
      return node;
    }
  }

  private Node value() throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT:
        return object();
      case START_ARRAY:
        return array();
      case VALUE_STRING:
        return text(parser.getText());
      case VALUE_NUMBER_INT:
        return integer();
      case VALUE_NUMBER_FLOAT:
        growth.number();
        return new Node(parser.getDoubleValue());
      case VALUE_TRUE:
      case VALUE_FALSE:
        growth.number();
        return new Node(parser.getBooleanValue());
      default:
        growth.number();
        return Node.NONE;
    }
  }

  private Node text(String text) throws IOException {
    growth.text(text);
    return new Node(text);
  }

  private Node integer() throws IOException {
    if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) return text(parser.getText());
    growth.number();
    return new Node(parser.getLongValue());
  }

  private Node object() throws IOException {
    growth.container();
    Members members = new Members();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (!Shapes.knows(name)) growth.name(name); // the parser shares names
      parser.nextToken();
      members.add(name, value());
    }
    return members.toNode();
  }

  private Node array() throws IOException {
    growth.container();
    List<Node> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) elements.add(value());
    return new Node(elements);
  }
}
