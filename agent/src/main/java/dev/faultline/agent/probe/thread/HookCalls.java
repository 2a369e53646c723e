// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.thread;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Passes a method on as it is, with calls of a hook put in. Adds no local and no branch. */
abstract class HookCalls extends MethodVisitor {
  /** More than is ever added to what is there. */
  private static final int ADDED_STACK = 6;

  private final String hook;

  HookCalls(Class<?> hook, MethodVisitor next) {
    super(Opcodes.ASM9, next);
    this.hook = Type.getInternalName(hook);
  }

  final void call(String name, String descriptor) {
    super.visitMethodInsn(Opcodes.INVOKESTATIC, hook, name, descriptor, false);
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    super.visitMaxs(maxStack + ADDED_STACK, maxLocals);
  }
}
