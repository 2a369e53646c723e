// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.thread;

import dev.faultline.agent.weave.Rewriting;
import dev.faultline.bootstrap.hook.ThreadHook;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * {@code ThreadGroup.uncaughtException}: the handler of last resort, which libraries call by
 * themselves when they have nobody else to give a throwable to. On all JDKs a group knows the one
 * above it by the same field.
 */
final class GroupRewriting implements Rewriting {
  private static final String GROUP = "java/lang/ThreadGroup";

  @Override
  public @Nullable MethodVisitor rewrite(
      int access, String name, String descriptor, MethodVisitor writer) {
    return name.equals("uncaughtException") ? new Given(writer) : null;
  }

  private static final class Given extends HookCalls {
    Given(MethodVisitor next) {
      super(ThreadHook.class, next);
    }

    @Override
    public void visitCode() {
      super.visitCode();
      super.visitVarInsn(Opcodes.ALOAD, 0);
      super.visitFieldInsn(Opcodes.GETFIELD, GROUP, "parent", 'L' + GROUP + ';');
      super.visitVarInsn(Opcodes.ALOAD, 2);
      call("givenToGroup", "(Ljava/lang/Object;Ljava/lang/Throwable;)V");
    }
  }
}
