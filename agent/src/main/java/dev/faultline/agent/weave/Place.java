// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Where in a woven method a parameter of advice is: in a local variable, or in a field. */
final class Place {
  final Type type;
  private final int slot;
  private final @Nullable String owner;
  private final String name;
  private final boolean ofClass;

  private Place(Type type, int slot, @Nullable String owner, String name, boolean ofClass) {
    this.type = type;
    this.slot = slot;
    this.owner = owner;
    this.name = name;
    this.ofClass = ofClass;
  }

  static Place local(int slot, Type type) {
    return new Place(type, slot, null, "", false);
  }

  static Place field(String owner, WovenType.Field field, boolean ofClass) {
    return new Place(Type.getType(field.descriptor), 0, owner, field.name, ofClass);
  }

  void load(MethodVisitor next) {
    if (owner == null) {
      next.visitVarInsn(type.getOpcode(Opcodes.ILOAD), slot);
    } else if (ofClass) {
      next.visitFieldInsn(Opcodes.GETSTATIC, owner, name, type.getDescriptor());
    } else {
      next.visitVarInsn(Opcodes.ALOAD, 0);
      next.visitFieldInsn(Opcodes.GETFIELD, owner, name, type.getDescriptor());
    }
  }

  /** Only of a local variable. */
  void store(MethodVisitor next) {
    next.visitVarInsn(type.getOpcode(Opcodes.ISTORE), slot);
  }
}
