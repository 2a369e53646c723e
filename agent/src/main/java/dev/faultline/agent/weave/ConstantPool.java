// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Where the entries of a class file's constant pool begin. */
final class ConstantPool {
  private static final int MAGIC = 0xCAFEBABE;

  private final byte[] file;
  private final int[] offsets;

  /** The first byte behind the pool: the access flags. */
  final int end;

  ConstantPool(byte[] file) {
    this.file = file;
    if (u4(file, 0) != MAGIC) throw new IllegalArgumentException("not a class file");
    offsets = new int[u2(file, 8)];
    int at = 10;
    for (int i = 1; i < offsets.length; i++) {
      offsets[i] = at + 1;
      int tag = file[at];
      at += 1 + length(tag, at);
      if (tag == 5 || tag == 6) i++; // long and double take two entries
    }
    end = at;
  }

  private int length(int tag, int at) {
    switch (tag) {
      case 1: // Utf8
        return 2 + u2(file, at + 1);
      case 7: // Class
      case 8: // String
      case 16: // MethodType
      case 19: // Module
      case 20: // Package
        return 2;
      case 15: // MethodHandle
        return 3;
      case 3: // Integer
      case 4: // Float
      case 9: // Fieldref
      case 10: // Methodref
      case 11: // InterfaceMethodref
      case 12: // NameAndType
      case 17: // Dynamic
      case 18: // InvokeDynamic
        return 4;
      case 5: // Long
      case 6: // Double
        return 8;
      default:
        throw new IllegalArgumentException("unknown constant " + tag);
    }
  }

  /** The name a Class entry points to, with slashes; null for entry 0. */
  @Nullable String className(int entry) {
    return entry == 0 ? null : utf8(u2(file, offsets[entry]));
  }

  /** The {@link NameHash} of a Utf8 entry. */
  long hash(int entry) {
    int at = offsets[entry];
    return NameHash.of(file, at + 2, u2(file, at));
  }

  private String utf8(int entry) {
    int at = offsets[entry];
    int length = u2(file, at);
    // Modified UTF-8 differs from UTF-8 only for NUL and beyond the basic plane: a class with such
    // a name is nobody's root, so that reading it wrongly does no harm.
    return new String(file, at + 2, length, StandardCharsets.UTF_8);
  }

  static int u2(byte[] file, int at) {
    return (file[at] & 0xFF) << 8 | (file[at + 1] & 0xFF);
  }

  static int u4(byte[] file, int at) {
    return u2(file, at) << 16 | u2(file, at + 2);
  }
}
