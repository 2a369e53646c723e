// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.thread;

import dev.faultline.agent.weave.Rewriting;
import dev.faultline.bootstrap.hook.TimerHook;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** {@code Timer}, where a task is scheduled, and {@code TimerThread}, where it runs. */
final class TimerRewriting implements Rewriting {
  private static final String TASK = "java/util/TimerTask";

  @Override
  public @Nullable MethodVisitor rewrite(
      int access, String name, String descriptor, MethodVisitor writer) {
    if (descriptor.equals("(L" + TASK + ";JJ)V") && name.equals("sched"))
      return new Schedule(writer);
    return name.equals("mainLoop") ? new Run(writer) : null;
  }

  private static final class Schedule extends HookCalls {
    Schedule(MethodVisitor next) {
      super(TimerHook.class, next);
    }

    @Override
    public void visitCode() {
      super.visitCode();
      super.visitVarInsn(Opcodes.ALOAD, 1);
      super.visitVarInsn(Opcodes.LLOAD, 2);
      super.visitVarInsn(Opcodes.LLOAD, 4);
      call("schedule", "(Ljava/lang/Object;JJ)V");
    }
  }

  /** What begin answers waits on the stack, below the task, for end. */
  private static final class Run extends HookCalls {
    Run(MethodVisitor next) {
      super(TimerHook.class, next);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      boolean runs = owner.equals(TASK) && name.equals("run");
      if (runs) {
        super.visitInsn(Opcodes.DUP);
        super.visitInsn(Opcodes.DUP);
        super.visitFieldInsn(Opcodes.GETFIELD, TASK, "period", "J");
        call("begin", "(Ljava/lang/Object;J)Ljava/lang/Object;");
        super.visitInsn(Opcodes.SWAP);
      }
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
      if (runs) call("end", "(Ljava/lang/Object;)V");
    }
  }
}
