// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.otlp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a tree of a message of protobuf, the same that its JSON would be. What has a number that
 * the table does not know is left out, as protobuf wants it. Of a singular field that is there
 * twice, the last one counts, and messages are merged.
 */
final class ProtoReader {
  private final Wire wire;
  private final Growth growth;

  private ProtoReader(Wire wire, Growth growth) {
    this.wire = wire;
    this.growth = growth;
  }

  /** Reads one whole message. Any fault in it is an IOException. */
  static Node read(Shape shape, byte[] body, int length, Budget.Lease lease) throws IOException {
    Wire wire = new Wire(body, length);
    return new ProtoReader(wire, new Growth(lease)).message(shape, length, 1, null);
  }

  /**
   * @param before what this one is merged into
   */
  private Node message(Shape shape, int end, int depth, @Nullable Node before) throws IOException {
    if (depth > Node.MAX_DEPTH) throw new IOException("messages are nested too deep");
    growth.container();
    Members members = new Members();
    if (before != null) members.addAll(before.members());
    while (wire.at() < end) {
      int tag = wire.tag(end);
      Shape.Field field = shape.field(tag >>> 3);
      if (field == null) {
        wire.skip(tag & 7, end);
      } else if (field.repeated) {
        repeated(field, tag & 7, end, depth, members);
      } else {
        singular(shape, field, tag & 7, end, depth, members);
      }
    }
    return members.toNode();
  }

  private void singular(
      Shape shape, Shape.Field field, int wireType, int end, int depth, Members members)
      throws IOException {
    check(field, wireType);
    if (field.oneOf) {
      for (Shape.Field each : shape.alternatives()) if (each != field) members.remove(each.name);
    }
    Node before = field.shape == null ? null : members.get(field.name);
    members.set(field.name, value(field, end, depth, before));
  }

  private void repeated(Shape.Field field, int wireType, int end, int depth, Members members)
      throws IOException {
    List<Node> elements = elements(field, members);
    if (wireType == Wire.BYTES && field.kind.isPackable()) {
      int packedEnd = wire.length(end);
      while (wire.at() < packedEnd) elements.add(scalar(field, packedEnd));
    } else {
      check(field, wireType);
      elements.add(value(field, end, depth, null));
    }
  }

  private List<Node> elements(Shape.Field field, Members members) throws IOException {
    Node found = members.get(field.name);
    if (found != null) return found.elements();
    growth.container();
    List<Node> elements = new ArrayList<>(1);
    members.add(field.name, new Node(elements));
    return elements;
  }

  private static void check(Shape.Field field, int wireType) throws IOException {
    if (wireType != field.kind.wireType) {
      throw new IOException(field.name + " has wire type " + wireType);
    }
  }

  private Node value(Shape.Field field, int end, int depth, @Nullable Node before)
      throws IOException {
    if (field.kind.isPackable()) return scalar(field, end);
    int valueEnd = wire.length(end);
    if (field.shape != null) return message(field.shape, valueEnd, depth + 1, before);
    int length = valueEnd - wire.at();
    growth.bytes(field.kind == Shape.Kind.STRING ? length : 2L * length);
    return new Node(text(field.kind, length));
  }

  private String text(Shape.Kind kind, int length) {
    switch (kind) {
      case ID:
        return wire.hex(length);
      case BYTES:
        return wire.base64(length);
      default:
        return wire.text(length);
    }
  }

  private Node scalar(Shape.Field field, int end) throws IOException {
    growth.number();
    switch (field.kind) {
      case BOOL:
        return new Node(wire.varint(end) != 0);
      case INT32:
        return new Node((long) (int) wire.varint(end));
      case INT64:
        return new Node(wire.varint(end));
      case UINT32:
        return new Node(wire.varint(end) & 0xffff_ffffL);
      case UINT64:
        return unsigned(wire.varint(end));
      case SINT32:
        int zigzag = (int) wire.varint(end);
        return new Node((long) (zigzag >>> 1 ^ -(zigzag & 1)));
      case FIXED32:
        return new Node(wire.fixed(4, end));
      case FIXED64:
        return unsigned(wire.fixed(8, end));
      case SFIXED64:
        return new Node(wire.fixed(8, end));
      case DOUBLE:
        return new Node(Double.longBitsToDouble(wire.fixed(8, end)));
      default:
        throw new IOException(field.name + " is no number");
    }
  }

  /** What is too large for a long is a text in JSON too. */
  private static Node unsigned(long value) {
    return value >= 0 ? new Node(value) : new Node(Long.toUnsignedString(value));
  }
}
