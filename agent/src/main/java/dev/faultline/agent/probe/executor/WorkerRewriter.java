// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import dev.faultline.agent.weave.Rewriter;
import dev.faultline.bootstrap.hook.TaskHook;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Puts a call before and after the one place where a pool's worker runs a task, and at the start of
 * each exception handler. There is no other method whose begin and end are a task's, whatever the
 * task is; and the task itself stays as it is. Neither locals nor frames change.
 */
final class WorkerRewriter implements Rewriter {
  private static final String HOOK = Type.getInternalName(TaskHook.class);

  /** The task and the pool, on top of what is there. */
  private static final int ADDED_STACK = 2;

  @Override
  public MethodVisitor rewrite(String descriptor, MethodVisitor next) {
    return new Rewriting(next);
  }

  private static final class Rewriting extends MethodVisitor {
    private final Set<Label> handlers = new HashSet<>();
    private boolean atHandler;

    Rewriting(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitTryCatchBlock(
        Label start, Label end, Label handler, @Nullable String exception) {
      handlers.add(handler);
      super.visitTryCatchBlock(start, end, handler, exception);
    }

    @Override
    public void visitLabel(Label label) {
      super.visitLabel(label);
      if (handlers.contains(label)) atHandler = true;
    }

    /** Every handler there begins with storing what was caught; its frame has been visited then. */
    @Override
    public void visitVarInsn(int opcode, int variable) {
      if (atHandler && opcode == Opcodes.ASTORE) {
        super.visitInsn(Opcodes.DUP);
        call("endExceptionally", "(Ljava/lang/Throwable;)V");
      }
      atHandler = false;
      super.visitVarInsn(opcode, variable);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      if (!isRun(opcode, owner, name)) {
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        return;
      }
      super.visitInsn(Opcodes.DUP);
      super.visitVarInsn(Opcodes.ALOAD, 0);
      call("begin", "(Ljava/lang/Object;Ljava/lang/Object;)V");
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
      call("end", "()V");
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
      super.visitMaxs(maxStack + ADDED_STACK, maxLocals);
    }

    private static boolean isRun(int opcode, String owner, String name) {
      return opcode == Opcodes.INVOKEINTERFACE
          && owner.equals("java/lang/Runnable")
          && name.equals("run");
    }

    private void call(String name, String descriptor) {
      super.visitMethodInsn(Opcodes.INVOKESTATIC, HOOK, name, descriptor, false);
    }
  }
}
