// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.otlp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Reads protobuf's wire format. Nothing is read at or beyond the end that is given. */
final class Wire {
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int BYTES = 2;
  static final int FIXED32 = 5;

  private static final char[] DIGITS = "0123456789abcdef".toCharArray();

  private final byte[] bytes;
  private int at;

  Wire(byte[] bytes, int length) throws IOException {
    if (length > bytes.length) throw new IOException("the message is cut off");
    this.bytes = bytes;
  }

  int at() {
    return at;
  }

  /** A field's number, and in the lower three bits how it is written. */
  int tag(int end) throws IOException {
    long tag = varint(end);
    if (tag >>> 32 != 0 || tag >>> 3 == 0) throw new IOException("a field has no valid number");
    return (int) tag;
  }

  long varint(int end) throws IOException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at >= end) throw new IOException("the message is cut off");
      byte next = bytes[at++];
      value |= (next & 0x7fL) << shift;
      if (next >= 0) return value;
    }
    throw new IOException("a number has more than ten bytes");
  }

  /** Little-endian; four bytes are taken without a sign. */
  long fixed(int size, int end) throws IOException {
    if (size > end - at) throw new IOException("the message is cut off");
    long value = 0;
    for (int i = 0; i < size; i++) value |= (bytes[at++] & 0xffL) << 8 * i;
    return value;
  }

  /**
   * Reads a length.
   *
   * @return where what is that long ends
   */
  int length(int end) throws IOException {
    long length = varint(end);
    if (length < 0 || length > end - at)
      throw new IOException("a field is longer than its message");
    return at + (int) length;
  }

  void skip(int wireType, int end) throws IOException {
    switch (wireType) {
      case VARINT:
        varint(end);
        return;
      case FIXED64:
        fixed(8, end);
        return;
      case BYTES:
        at = length(end);
        return;
      case FIXED32:
        fixed(4, end);
        return;
      default:
        throw new IOException("there is no wire type " + wireType);
    }
  }

  /** What is no UTF-8 is replaced: a name that was cut badly is no reason to lose all else. */
  String text(int length) {
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  String base64(int length) {
    String text = Base64.getEncoder().encodeToString(Arrays.copyOfRange(bytes, at, at + length));
    at += length;
    return text;
  }

  String hex(int length) {
    char[] text = new char[2 * length];
    for (int i = 0; i < length; i++) {
      int value = bytes[at++];
      text[2 * i] = DIGITS[value >> 4 & 15];
      text[2 * i + 1] = DIGITS[value & 15];
    }
    return new String(text);
  }
}
