// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import dev.faultline.agent.export.Bytes;
import dev.faultline.agent.export.attribute.AttributeLimits;
import dev.faultline.agent.export.attribute.AttributeWriter;
import dev.faultline.agent.export.attribute.Key;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes attributes as protobuf: {@code KeyValue} with an {@code AnyValue} in it. Both lengths are
 * known before anything is written.
 */
final class ProtoAttributes implements AttributeWriter {
  private static final byte VALUE = (byte) Proto.tag(2, Proto.BYTES);
  private static final byte STRING = (byte) Proto.tag(1, Proto.BYTES);
  private static final int BOOL = Proto.tag(2, Proto.VARINT);
  private static final int INT = Proto.tag(3, Proto.VARINT);
  private static final int DOUBLE = Proto.tag(4, Proto.FIXED64);
  private static final int ARRAY = Proto.tag(5, Proto.BYTES);
  private static final int ELEMENT = Proto.tag(1, Proto.BYTES);

  private final Proto proto;

  /** Of the field that holds attributes in the message around them. */
  private final int tag;

  private final ProtoKeys keys = new ProtoKeys();
  private final ReadyGroups<byte[]> ready;

  ProtoAttributes(Proto proto, int field) {
    this(proto, Proto.tag(field, Proto.BYTES), new ReadyGroups<>());
  }

  private ProtoAttributes(Proto proto, int tag, ReadyGroups<byte[]> ready) {
    this.proto = proto;
    this.tag = tag;
    this.ready = ready;
  }

  @Override
  public void put(Key key, @Nullable String value, int maxLength) {
    if (value == null) return;
    int text = Utf8.length(value, maxLength);
    begin(key, field(text));
    text(value, maxLength, text);
  }

  @Override
  public void put(Key key, long value) {
    begin(key, 1 + size(value));
    proto.varint(INT, value);
  }

  @Override
  public void put(Key key, boolean value) {
    begin(key, 2);
    proto.varint(BOOL, value ? 1 : 0);
  }

  @Override
  public void put(Key key, double value) {
    begin(key, 9);
    proto.decimal(DOUBLE, value);
  }

  @Override
  public void put(Key key, String[] values) {
    int array = 0;
    for (String each : values) array += field(field(length(each)));
    begin(key, field(array));
    proto.varint(ARRAY, array);
    for (String each : values) {
      int text = length(each);
      proto.varint(ELEMENT, field(text));
      proto.varint(STRING, text);
      if (text > 0) proto.utf8(each, AttributeLimits.maxLength(), text);
    }
  }

  @Override
  public void putLong(Key key, String only) {
    int max = AttributeLimits.maxLength();
    int text = Utf8.length(only, max);
    int element = field(text);
    begin(key, field(field(element)));
    proto.varint(ARRAY, field(element));
    proto.varint(ELEMENT, element);
    text(only, max, text);
  }

  private void text(String value, int maxLength, int length) {
    Bytes out = proto.out;
    out.reserve(1 + Proto.MAX_VARINT + length);
    byte[] bytes = out.array();
    int at = out.length();
    bytes[at++] = STRING;
    at = Proto.put(length, bytes, at);
    Utf8.write(value, maxLength, length, bytes, at);
    out.advance(at + length - out.length());
  }

  @Override
  public <T> void put(T subject, Group<T> group) throws IOException {
    byte[] bytes = ready.of(subject);
    if (bytes == null) {
      Bytes draft = new Bytes();
      group.write(subject, new ProtoAttributes(new Proto(draft), tag, ready));
      bytes = draft.toByteArray();
      ready.keep(subject, bytes, bytes.length);
    }
    proto.raw(bytes);
  }

  /** Writes all that goes before the one field of the value, which takes {@code value} bytes. */
  private void begin(Key key, int value) {
    byte[] name = keys.of(key);
    Bytes out = proto.out;
    out.reserve(name.length + 4 * Proto.MAX_VARINT);
    byte[] bytes = out.array();
    int at = Proto.put(tag, bytes, out.length());
    at = Proto.put(name.length + field(value), bytes, at);
    System.arraycopy(name, 0, bytes, at, name.length);
    at += name.length;
    bytes[at++] = VALUE;
    at = Proto.put(value, bytes, at);
    out.advance(at - out.length());
  }

  /** Bytes that a field takes that holds so many: its tag, their number, themselves. */
  private static int field(int length) {
    return 1 + Proto.size(length) + length;
  }

  private static int size(long value) {
    if (value >= 0 && value <= Integer.MAX_VALUE) return Proto.size((int) value);
    int size = 1;
    for (long rest = value >>> 7; rest != 0; rest >>>= 7) size++;
    return size;
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : Utf8.length(text, AttributeLimits.maxLength());
  }
}
