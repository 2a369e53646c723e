// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.thread;

import dev.faultline.agent.weave.Rewriting;
import dev.faultline.bootstrap.hook.ThreadHook;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * {@code Thread} and {@code VirtualThread}: started, run, ended by a throwable. The methods are the
 * same on all JDKs; where a thread keeps what it is to run is not.
 */
final class ThreadRewriting implements Rewriting {
  private static final String THREAD = "java/lang/Thread";
  private static final String HOLDER = "java/lang/Thread$FieldHolder";
  private static final String TARGET_TYPE = "Ljava/lang/Runnable;";

  private boolean hasTarget;
  private boolean hasHolder;

  @Override
  public void field(String name, String descriptor) {
    hasTarget |= name.equals("target") && descriptor.equals(TARGET_TYPE); // until 18
    hasHolder |= name.equals("holder") && descriptor.equals('L' + HOLDER + ';');
  }

  @Override
  public @Nullable MethodVisitor rewrite(
      int access, String name, String descriptor, MethodVisitor writer) {
    if (name.equals("start") && descriptor.equals("()V")) return new Start(writer);
    if (name.equals("run") || name.equals("runWith")) return new Run(writer);
    boolean dispatches = name.equals("dispatchUncaughtException");
    return dispatches ? new DispatchRewriting(writer) : null;
  }

  private final class Start extends HookCalls {
    Start(MethodVisitor next) {
      super(ThreadHook.class, next);
    }

    @Override
    public void visitCode() {
      super.visitCode();
      super.visitVarInsn(Opcodes.ALOAD, 0);
      loadTarget();
      call("start", "(Ljava/lang/Thread;Ljava/lang/Object;)V");
    }

    private void loadTarget() {
      if (!hasTarget && !hasHolder) {
        super.visitInsn(Opcodes.ACONST_NULL);
        return;
      }
      super.visitVarInsn(Opcodes.ALOAD, 0);
      if (hasTarget) {
        super.visitFieldInsn(Opcodes.GETFIELD, THREAD, "target", TARGET_TYPE);
      } else {
        super.visitFieldInsn(Opcodes.GETFIELD, THREAD, "holder", 'L' + HOLDER + ';');
        super.visitFieldInsn(Opcodes.GETFIELD, HOLDER, "task", TARGET_TYPE);
      }
    }
  }

  /** What begin answers waits on the stack, below the target, for end. */
  private static final class Run extends HookCalls {
    Run(MethodVisitor next) {
      super(ThreadHook.class, next);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      boolean runs = owner.equals("java/lang/Runnable") && name.equals("run");
      if (runs) {
        super.visitInsn(Opcodes.DUP);
        super.visitVarInsn(Opcodes.ALOAD, 0);
        call("begin", "(Ljava/lang/Object;Ljava/lang/Thread;)Ljava/lang/Object;");
        super.visitInsn(Opcodes.SWAP);
      }
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
      if (runs) call("end", "(Ljava/lang/Object;)V");
    }
  }
}
