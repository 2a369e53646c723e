// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.bytecode.StackManipulation;
import net.bytebuddy.implementation.bytecode.StackSize;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What woven code does with a Throwable out of a hook: {@code try { ProbeSwitch.failed(t, probe); }
 * catch (Throwable e) {}}. The inner try is for the case that the hooks themselves cannot be
 * linked, or that the stack is full: even then nothing reaches the application.
 */
final class HookFailures extends StackManipulation.AbstractBase {
  private static final String SWITCH = "dev/faultline/bootstrap/hook/ProbeSwitch";
  private static final Object[] NONE = {};
  private static final Object[] THROWN = {"java/lang/Throwable"};

  private final String probe;

  HookFailures(String probe) {
    this.probe = probe;
  }

  @Override
  public Size apply(MethodVisitor method, Implementation.Context context) {
    write(method, probe, context.getFrameGeneration().isActive());
    // One more than the throwable that lies there; it is consumed.
    return new Size(-StackSize.SINGLE.getSize(), StackSize.SINGLE.getSize());
  }

  /**
   * @param frames whether the class file has stack map frames
   */
  static void write(MethodVisitor method, String probe, boolean frames) {
    Label start = new Label();
    Label end = new Label();
    Label handler = new Label();
    Label done = new Label();
    method.visitTryCatchBlock(start, end, handler, "java/lang/Throwable");
    method.visitLabel(start);
    method.visitLdcInsn(probe);
    method.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        SWITCH,
        "failed",
        "(Ljava/lang/Throwable;Ljava/lang/String;)V",
        false);
    method.visitLabel(end);
    method.visitJumpInsn(Opcodes.GOTO, done);
    method.visitLabel(handler);
    if (frames) method.visitFrame(Opcodes.F_SAME1, 0, NONE, 1, THROWN);
    method.visitInsn(Opcodes.POP);
    method.visitLabel(done);
    if (frames) method.visitFrame(Opcodes.F_SAME, 0, NONE, 0, NONE);
    method.visitInsn(Opcodes.NOP); // the next frame must not fall on this one
  }
}
