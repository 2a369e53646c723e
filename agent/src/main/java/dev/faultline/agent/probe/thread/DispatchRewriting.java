// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.thread;

import dev.faultline.bootstrap.hook.ThreadHook;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * {@code Thread.dispatchUncaughtException(Throwable)}: asks the thread for its handler, and calls
 * it; one line, without locals or branches, on all JDKs. The handler that is told is the very one
 * that the JDK has asked for, because a thread of the application may answer anything.
 */
final class DispatchRewriting extends HookCalls {
  private static final String TOLD = "(Ljava/lang/Throwable;)V";
  private static final Object[] LOCALS = {"java/lang/Thread", "java/lang/Throwable"};
  private static final Object[] THROWN = {"java/lang/Throwable"};

  private final Label begin = new Label();
  private final Label end = new Label();
  private final Label handler = new Label();

  DispatchRewriting(MethodVisitor next) {
    super(ThreadHook.class, next);
  }

  @Override
  public void visitCode() {
    super.visitCode();
    super.visitTryCatchBlock(begin, end, handler, "java/lang/Throwable");
    super.visitVarInsn(Opcodes.ALOAD, 1);
    call("died", TOLD);
    super.visitLabel(begin);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    if (!name.equals("getUncaughtExceptionHandler")) return;
    super.visitInsn(Opcodes.DUP);
    super.visitVarInsn(Opcodes.ALOAD, 1);
    call("givenTo", "(Ljava/lang/Object;Ljava/lang/Throwable;)V");
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    super.visitLabel(end);
    super.visitLabel(handler);
    super.visitFrame(Opcodes.F_FULL, LOCALS.length, LOCALS, THROWN.length, THROWN);
    super.visitInsn(Opcodes.DUP);
    call("handlerThrew", TOLD);
    super.visitInsn(Opcodes.ATHROW);
    super.visitMaxs(maxStack, maxLocals);
  }
}
