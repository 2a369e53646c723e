// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes a list of attributes. A value that is null is no attribute. */
final class Attributes {
  private static final Fragment BEGIN = new Fragment("\"attributes\":[");
  private static final Fragment END = new Fragment("}}");
  private static final Fragment STRING = new Fragment("{\"stringValue\":");
  private static final Fragment END_ARRAY = new Fragment("]}}}");
  private static final Fragment TRUE = new Fragment("true");
  private static final Fragment FALSE = new Fragment("false");
  private static final double NANOS = 1e9;

  private final Json json;
  private boolean empty;

  Attributes(Json json) {
    this.json = json;
  }

  void begin() throws IOException {
    json.raw(BEGIN);
    empty = true;
  }

  /** Begins a list without its name, to be used as a ready one. */
  void beginBare() {
    empty = true;
  }

  void end() throws IOException {
    json.raw(']');
  }

  void put(Key key, @Nullable String value) throws IOException {
    put(key, value, Json.MAX_VALUE_LENGTH);
  }

  void put(Key key, @Nullable String value, int maxLength) throws IOException {
    if (value == null) return;
    next();
    json.raw(key.string);
    json.string(value, maxLength);
    json.raw(END);
  }

  void put(Key key, long value) throws IOException {
    next();
    json.raw(key.integer);
    json.quoted(value);
    json.raw(END);
  }

  void put(Key key, boolean value) throws IOException {
    next();
    json.raw(key.bool);
    json.raw(value ? TRUE : FALSE);
    json.raw(END);
  }

  void putSeconds(Key key, long nanos) throws IOException {
    next();
    json.raw(key.decimal);
    json.number(nanos / NANOS);
    json.raw(END);
  }

  void put(Key key, String[] values) throws IOException {
    next();
    json.raw(key.array);
    for (int i = 0; i < values.length; i++) {
      if (i > 0) json.raw(',');
      json.raw(STRING);
      json.string(values[i] == null ? "" : values[i]);
      json.raw('}');
    }
    json.raw(END_ARRAY);
  }

  /** Attributes that are ready, with commas in between. */
  void put(Fragment ready) throws IOException {
    if (ready.length() == 0) return;
    next();
    json.raw(ready);
  }

  private void next() throws IOException {
    if (!empty) json.raw(',');
    empty = false;
  }
}
