// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.pool.TypePool;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Puts a method's body into {@code try { ... } catch (Throwable t) { Hook.name(this, t); throw t;
 * }}, for methods that matter only when they fail. Unlike an advice, it changes nothing on the way
 * on which the method returns: not one instruction, not one local variable. What the hook itself
 * throws goes where {@link HookFailures} sends it.
 *
 * <p>A method that assigns to its own {@code this}, which no compiler makes, is left alone.
 */
final class FailureHandler implements OwnWrapper {
  private static final String THROWABLE = "java/lang/Throwable";
  private static final Object[] THROWN = {THROWABLE};
  private static final Object[] NONE = {};
  private static final String HOOK = "(Ljava/lang/Object;Ljava/lang/Throwable;)V";

  private final String owner;
  private final String name;
  private final String probe;

  FailureHandler(Class<?> hook, String name, String probe) {
    this.owner = hook.getName().replace('.', '/');
    this.name = name;
    this.probe = probe;
  }

  @Override
  public MethodVisitor wrap(
      TypeDescription type,
      MethodDescription method,
      MethodVisitor visitor,
      Implementation.Context context,
      TypePool typePool,
      int writerFlags,
      int readerFlags) {
    TypeDescription first =
        method.isStatic() ? method.getParameters().get(0).getType().asErasure() : type;
    return new Body(visitor, first.getInternalName(), context.getFrameGeneration().isActive());
  }

  @Override
  public MethodVisitor wrap(
      WovenType type, WovenMethod method, MethodVisitor next, boolean frames) {
    Type first = method.isStatic() ? Type.getArgumentTypes(method.getDescriptor())[0] : type.type();
    return new Body(next, first.getInternalName(), frames);
  }

  private final class Body extends MethodVisitor {
    private final Object[] before;
    private final Object[] after;
    private final boolean frames;
    private final Label start = new Label();
    private boolean overwrites;

    Body(MethodVisitor next, String first, boolean frames) {
      super(Opcodes.ASM9, next);
      this.frames = frames;
      before = new Object[] {first};
      after = new Object[] {first, THROWABLE};
    }

    @Override
    public void visitCode() {
      super.visitCode();
      super.visitLabel(start);
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
      overwrites |= variable == 0 && opcode >= Opcodes.ISTORE;
      super.visitVarInsn(opcode, variable);
    }

    @Override
    public void visitMaxs(int stack, int locals) {
      if (!overwrites) handler();
      super.visitMaxs(Math.max(stack, 2), Math.max(locals, 2));
    }

    /** The last in the method's table, so that all handlers of its own come before. */
    private void handler() {
      Label handler = new Label();
      Label call = new Label();
      Label failed = new Label();
      Label out = new Label();
      super.visitTryCatchBlock(start, handler, handler, THROWABLE);
      super.visitTryCatchBlock(call, failed, failed, THROWABLE);
      super.visitLabel(handler);
      frame(THROWN, before);
      super.visitVarInsn(Opcodes.ASTORE, 1); // the arguments are not needed any more
      super.visitLabel(call);
      super.visitVarInsn(Opcodes.ALOAD, 0);
      super.visitVarInsn(Opcodes.ALOAD, 1);
      super.visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, HOOK, false);
      super.visitJumpInsn(Opcodes.GOTO, out);
      super.visitLabel(failed);
      frame(THROWN, after);
      HookFailures.write(mv, probe, frames);
      super.visitLabel(out);
      frame(NONE, after);
      super.visitVarInsn(Opcodes.ALOAD, 1);
      super.visitInsn(Opcodes.ATHROW);
    }

    private void frame(Object[] stack, Object[] locals) {
      if (frames) super.visitFrame(Opcodes.F_FULL, locals.length, locals, stack.length, stack);
    }
  }
}
