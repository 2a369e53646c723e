// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare.sink;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * A protobuf message, read field by field (https://protobuf.dev/programming-guides/encoding).
 * Throws a runtime exception where it ends too early.
 */
final class Protobuf {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;

  private final ByteBuffer message;

  Protobuf(ByteBuffer message) {
    this.message = message;
  }

  /** Visits each embedded message of that field. */
  void each(int field, Consumer<Protobuf> visitor) {
    ByteBuffer in = message.duplicate();
    while (in.hasRemaining()) {
      long tag = varint(in);
      if (tag >>> 3 == field && (tag & 7) == LENGTH_DELIMITED) {
        int length = (int) varint(in);
        visitor.accept(new Protobuf(in.slice(in.position(), length)));
        in.position(in.position() + length);
      } else {
        skip(in, (int) tag & 7);
      }
    }
  }

  /** The field's varint; 0 if it is not there. */
  long number(int field) {
    ByteBuffer in = message.duplicate();
    while (in.hasRemaining()) {
      long tag = varint(in);
      if (tag >>> 3 == field && (tag & 7) == VARINT) return varint(in);
      skip(in, (int) tag & 7);
    }
    return 0;
  }

  /** Whether the field is there, and is these bytes. */
  boolean has(int field, byte[] bytes) {
    ByteBuffer in = message.duplicate();
    while (in.hasRemaining()) {
      long tag = varint(in);
      if (tag >>> 3 == field && (tag & 7) == LENGTH_DELIMITED) {
        int length = (int) varint(in);
        return in.slice(in.position(), length).equals(ByteBuffer.wrap(bytes));
      }
      skip(in, (int) tag & 7);
    }
    return false;
  }

  private static void skip(ByteBuffer in, int type) {
    switch (type) {
      case VARINT -> varint(in);
      case FIXED64 -> in.position(in.position() + 8);
      case LENGTH_DELIMITED -> {
        int length = (int) varint(in);
        in.position(in.position() + length);
      }
      case FIXED32 -> in.position(in.position() + 4);
      default -> throw new IllegalArgumentException("wire type " + type);
    }
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) return value;
    }
    throw new IllegalArgumentException("a varint of more than 10 bytes");
  }
}
