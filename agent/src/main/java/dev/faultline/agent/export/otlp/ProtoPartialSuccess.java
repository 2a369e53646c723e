// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import dev.faultline.agent.export.Outcome;
import java.nio.charset.StandardCharsets;

/**
 * Reads {@code ExportTraceServiceResponse} and its like, which all number their fields alike: 1 is
 * {@code partial_success}, and of that, 1 is the number of rejected records and 2 the message. An
 * answer that is not understood rejects nothing: the status has already said that all went well.
 */
final class ProtoPartialSuccess {
  private final byte[] bytes;
  private final int end;
  private int at;

  private ProtoPartialSuccess(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  static Outcome parse(byte[] answer) {
    try {
      return new ProtoPartialSuccess(answer, 0, answer.length).response();
    } catch (IndexOutOfBoundsException e) {
      return Outcome.delivered();
    }
  }

  private Outcome response() {
    while (at < end) {
      int tag = (int) varint();
      if (tag == Proto.tag(1, Proto.BYTES)) {
        int length = length();
        return new ProtoPartialSuccess(bytes, at, at + length).partialSuccess();
      }
      skip(tag);
    }
    return Outcome.delivered();
  }

  private Outcome partialSuccess() {
    long rejected = 0;
    String message = "";
    while (at < end) {
      int tag = (int) varint();
      if (tag == Proto.tag(1, Proto.VARINT)) {
        rejected = varint();
      } else if (tag == Proto.tag(2, Proto.BYTES)) {
        int length = length();
        message = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
      } else {
        skip(tag);
      }
    }
    return PartialSuccess.outcome(rejected, message);
  }

  private void skip(int tag) {
    switch (tag & 7) {
      case Proto.VARINT:
        varint();
        return;
      case Proto.FIXED64:
        at += 8;
        return;
      case Proto.FIXED32:
        at += 4;
        return;
      case Proto.BYTES:
        int length = length();
        at += length;
        return;
      default:
        throw new IndexOutOfBoundsException();
    }
  }

  /** A length that does not lead beyond the end. */
  private int length() {
    long length = varint();
    if (length < 0 || length > end - at) throw new IndexOutOfBoundsException();
    return (int) length;
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at >= end) throw new IndexOutOfBoundsException();
      byte next = bytes[at++];
      value |= (next & 0x7fL) << shift;
      if (next >= 0) return value;
    }
    throw new IndexOutOfBoundsException();
  }
}
