// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare.sink;

import java.nio.ByteBuffer;

/** Passes over MessagePack (https://github.com/msgpack/msgpack/blob/master/spec.md). */
final class MessagePack {
  private final ByteBuffer in; // big-endian, as it is from the start

  MessagePack(ByteBuffer in) {
    this.in = in;
  }

  int arrayLength() {
    int type = in.get() & 0xff;
    if (type >= 0x90 && type <= 0x9f) return type & 0x0f;
    if (type == 0xdc) return in.getShort() & 0xffff;
    if (type == 0xdd) return in.getInt();
    throw new IllegalArgumentException("no array: " + Integer.toHexString(type));
  }

  /** The next value, with all that is in it. */
  void skip() {
    int type = in.get() & 0xff;
    if (type <= 0x7f || type >= 0xe0) return;
    if (type <= 0x8f) skip(2 * (type & 0x0f));
    else if (type <= 0x9f) skip(type & 0x0f);
    else if (type <= 0xbf) bytes(type & 0x1f);
    else other(type);
  }

  private void other(int type) {
    switch (type) {
      case 0xc0, 0xc2, 0xc3 -> {}
      case 0xc4, 0xd9 -> bytes(in.get() & 0xff);
      case 0xc5, 0xda -> bytes(in.getShort() & 0xffff);
      case 0xc6, 0xdb -> bytes(in.getInt());
      case 0xc7 -> bytes(1 + (in.get() & 0xff));
      case 0xc8 -> bytes(1 + (in.getShort() & 0xffff));
      case 0xc9 -> bytes(1 + in.getInt());
      case 0xcc, 0xd0 -> bytes(1);
      case 0xcd, 0xd1 -> bytes(2);
      case 0xca, 0xce, 0xd2 -> bytes(4);
      case 0xcb, 0xcf, 0xd3 -> bytes(8);
      case 0xd4, 0xd5, 0xd6, 0xd7, 0xd8 -> bytes(1 + (1 << (type - 0xd4)));
      case 0xdc -> skip(in.getShort() & 0xffff);
      case 0xdd -> skip(in.getInt());
      case 0xde -> skip(2 * (in.getShort() & 0xffff));
      case 0xdf -> skip(2 * in.getInt());
      default -> throw new IllegalArgumentException("type " + Integer.toHexString(type));
    }
  }

  private void skip(int values) {
    for (int i = 0; i < values; i++) skip();
  }

  private void bytes(int length) {
    in.position(in.position() + length);
  }
}
