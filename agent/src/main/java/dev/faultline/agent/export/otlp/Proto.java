// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import dev.faultline.agent.export.Bytes;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.attribute.AttributeLimits;

/**
 * Protobuf's wire format, written straight into a buffer. The length of a message goes before it:
 * where it is known beforehand it is written as short as can be, else as a varint padded to {@link
 * Payload#LENGTH_BYTES}, which {@link #end} fills in.
 */
final class Proto {
  /** How a field is written; the lower three bits of its tag. */
  static final int VARINT = 0;

  static final int FIXED64 = 1;
  static final int BYTES = 2;
  static final int FIXED32 = 5;

  /** Most bytes of a number of 32 bits. */
  static final int MAX_VARINT = 5;

  final Bytes out;

  Proto(Bytes out) {
    this.out = out;
  }

  static int tag(int field, int type) {
    return field << 3 | type;
  }

  /** Bytes that a varint takes; it must not be negative. */
  static int size(int value) {
    if (value < 0x80) return 1; // of nearly all
    int size = 2;
    for (int rest = value >>> 14; rest != 0; rest >>>= 7) size++;
    return size;
  }

  /**
   * Writes a varint into an array that has room for it.
   *
   * @param value not negative
   * @return where it ends
   */
  static int put(int value, byte[] into, int at) {
    while (value >= 0x80) {
      into[at++] = (byte) (value | 0x80);
      value >>>= 7;
    }
    into[at++] = (byte) value;
    return at;
  }

  void varint(long value) {
    out.reserve(10);
    byte[] bytes = out.array();
    int from = out.length();
    int at = from;
    for (; (value & ~0x7fL) != 0; value >>>= 7) bytes[at++] = (byte) (value | 0x80);
    bytes[at++] = (byte) value;
    out.advance(at - from);
  }

  void varint(int tag, long value) {
    varint(tag);
    varint(value);
  }

  void fixed32(int tag, int value) {
    varint(tag);
    out.reserve(4);
    byte[] bytes = out.array();
    int at = out.length();
    for (int i = 0; i < 4; i++) bytes[at + i] = (byte) (value >>> 8 * i);
    out.advance(4);
  }

  void fixed64(int tag, long value) {
    varint(tag);
    fixed64(value);
  }

  void fixed64(long value) {
    out.reserve(8);
    byte[] bytes = out.array();
    int at = out.length();
    for (int i = 0; i < 8; i++) bytes[at + i] = (byte) (value >>> 8 * i);
    out.advance(8);
  }

  void decimal(int tag, double value) {
    fixed64(tag, Double.doubleToRawLongBits(value));
  }

  /** An id, the first byte first. */
  void id(int tag, long id) {
    varint(tag);
    varint(8);
    bigEndian(id);
  }

  void id(int tag, long high, long low) {
    varint(tag);
    varint(16);
    bigEndian(high);
    bigEndian(low);
  }

  private void bigEndian(long id) {
    out.reserve(8);
    byte[] bytes = out.array();
    int at = out.length();
    for (int i = 0; i < 8; i++) bytes[at + i] = (byte) (id >>> 56 - 8 * i);
    out.advance(8);
  }

  void string(int tag, String text) {
    string(tag, text, AttributeLimits.maxLength());
  }

  void string(int tag, String text, int maxLength) {
    int length = Utf8.length(text, maxLength);
    out.reserve(2 * MAX_VARINT + length);
    byte[] bytes = out.array();
    int at = put(length, bytes, put(tag, bytes, out.length()));
    Utf8.write(text, maxLength, length, bytes, at);
    out.advance(at + length - out.length());
  }

  /** A text without its tag and its length. */
  void utf8(String text, int maxLength, int length) {
    out.reserve(length);
    Utf8.write(text, maxLength, length, out.array(), out.length());
    out.advance(length);
  }

  void raw(byte[] ready) {
    out.write(ready);
  }

  /**
   * Begins a message whose length is not known.
   *
   * @return what {@link #end} is to be given
   */
  int begin(int tag) {
    varint(tag);
    int at = out.length();
    out.reserve(Payload.LENGTH_BYTES);
    out.advance(Payload.LENGTH_BYTES);
    return at;
  }

  void end(int begun) {
    Payload.setLength(out.array(), begun, out.length() - begun - Payload.LENGTH_BYTES);
  }
}
