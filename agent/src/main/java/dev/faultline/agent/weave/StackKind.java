// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** What a value of some type is on the stack and in a local variable: one of five kinds. */
final class StackKind {
  private static final int[] NOTHING = {
    Opcodes.ICONST_0, Opcodes.LCONST_0, Opcodes.FCONST_0, Opcodes.DCONST_0, Opcodes.ACONST_NULL
  };

  /** References tell their type. */
  private static final Object[] FRAME = {
    Opcodes.INTEGER, Opcodes.LONG, Opcodes.FLOAT, Opcodes.DOUBLE
  };

  private StackKind() {}

  /** The instruction for null or zero. Not for void. */
  static int nothing(Type type) {
    return NOTHING[of(type)];
  }

  /** How a stack map frame tells it. Not for void. */
  static Object frame(Type type) {
    int kind = of(type);
    return kind < FRAME.length ? FRAME[kind] : type.getInternalName();
  }

  /** The instructions that load a local variable are in that order. */
  private static int of(Type type) {
    return type.getOpcode(Opcodes.ILOAD) - Opcodes.ILOAD;
  }
}
