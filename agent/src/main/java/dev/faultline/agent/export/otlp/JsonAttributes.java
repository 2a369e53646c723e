// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import dev.faultline.agent.export.attribute.AttributeLimits;
import dev.faultline.agent.export.attribute.AttributeWriter;
import dev.faultline.agent.export.attribute.Key;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes a list of attributes as JSON. */
final class JsonAttributes implements AttributeWriter {
  private static final Fragment BEGIN = new Fragment("\"attributes\":[");
  private static final Fragment END = new Fragment("}}");
  private static final Fragment STRING = new Fragment("{\"stringValue\":");
  private static final Fragment END_ARRAY = new Fragment("]}}}");
  private static final Fragment TRUE = new Fragment("true");
  private static final Fragment FALSE = new Fragment("false");

  private final Json json;
  private final JsonKeys keys = new JsonKeys();
  private final ReadyGroups<Fragment> ready;
  private boolean empty;

  JsonAttributes(Json json) {
    this(json, new ReadyGroups<>());
  }

  private JsonAttributes(Json json, ReadyGroups<Fragment> ready) {
    this.json = json;
    this.ready = ready;
  }

  void begin() throws IOException {
    json.raw(BEGIN);
    empty = true;
  }

  /** Begins a list without its name. */
  void beginBare() {
    empty = true;
  }

  void end() throws IOException {
    json.raw(']');
  }

  @Override
  public void put(Key key, @Nullable String value, int maxLength) throws IOException {
    if (value == null) return;
    next();
    json.raw(keys.of(key).string);
    json.string(value, maxLength);
    json.raw(END);
  }

  @Override
  public void put(Key key, long value) throws IOException {
    next();
    json.raw(keys.of(key).integer);
    json.quoted(value);
    json.raw(END);
  }

  @Override
  public void put(Key key, boolean value) throws IOException {
    next();
    json.raw(keys.of(key).bool);
    json.raw(value ? TRUE : FALSE);
    json.raw(END);
  }

  @Override
  public void put(Key key, double value) throws IOException {
    next();
    json.raw(keys.of(key).decimal);
    json.number(value);
    json.raw(END);
  }

  @Override
  public void put(Key key, String[] values) throws IOException {
    next();
    json.raw(keys.of(key).array);
    for (int i = 0; i < values.length; i++) {
      if (i > 0) json.raw(',');
      json.raw(STRING);
      json.string(values[i] == null ? "" : values[i], AttributeLimits.maxLength() + 3);
      json.raw('}');
    }
    json.raw(END_ARRAY);
  }

  @Override
  public <T> void put(T subject, Group<T> group) throws IOException {
    Fragment fragment = ready.of(subject);
    if (fragment == null) {
      Json draft = new Json();
      JsonAttributes bare = new JsonAttributes(draft, ready);
      bare.beginBare();
      group.write(subject, bare);
      fragment = new Fragment(draft.copy());
      ready.keep(subject, fragment, fragment.length());
    }
    if (fragment.length() == 0) return;
    next();
    json.raw(fragment);
  }

  private void next() throws IOException {
    if (!empty) json.raw(',');
    empty = false;
  }
}
