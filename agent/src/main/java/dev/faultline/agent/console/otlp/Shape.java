// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.otlp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message of protobuf: its fields by number. Immutable once all are made. */
final class Shape {
  /** How a field is written, and what becomes of it. */
  enum Kind {
    STRING(2),
    /** Bytes, as lower-case hexadecimal digits. */
    ID(2),
    /** Bytes, as Base64. */
    BYTES(2),
    MESSAGE(2),
    BOOL(0),
    INT32(0),
    INT64(0),
    UINT32(0),
    UINT64(0),
    SINT32(0),
    FIXED32(5),
    FIXED64(1),
    SFIXED64(1),
    DOUBLE(1);

    /** The lower three bits of a tag. */
    final int wireType;

    Kind(int wireType) {
      this.wireType = wireType;
    }

    /** Whether several may stand in one field without tags in between. */
    boolean isPackable() {
      return wireType != 2;
    }
  }

  static final class Field {
    final String name;
    final Kind kind;
    final boolean repeated;

    /** Of a message, that message. */
    final @Nullable Shape shape;

    /** Of which only the last one that is written counts. */
    final boolean oneOf;

    Field(String name, Kind kind, @Nullable Shape shape, boolean repeated, boolean oneOf) {
      this.name = name;
      this.kind = kind;
      this.shape = shape;
      this.repeated = repeated;
      this.oneOf = oneOf;
    }
  }

  /** The highest number that OTLP has given is 16. */
  private final @Nullable Field[] byNumber = new @Nullable Field[17];

  private final List<Field> alternatives = new ArrayList<>();

  void add(int number, Field field) {
    byNumber[number] = field;
    if (field.oneOf) alternatives.add(field);
  }

  /** Null where it is not known. */
  @Nullable Field field(int number) {
    return number < byNumber.length ? byNumber[number] : null;
  }

  /** Those that exclude each other. */
  List<Field> alternatives() {
    return alternatives;
  }
}
