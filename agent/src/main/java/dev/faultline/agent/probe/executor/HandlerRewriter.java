// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import dev.faultline.agent.weave.Rewriter;
import dev.faultline.bootstrap.hook.StageHook;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Puts a call before the one place where a step of a CompletableFuture calls the function that it
 * was given, so that what is said of it is said when it is called: the methods that do so may come
 * back without having called it, and are then called again. Neither locals nor frames change.
 *
 * <p>The last argument of every such function is the throwable, or null. The variable that has the
 * result it came from is the one that the method has asked for its type before, on every JDK.
 */
final class HandlerRewriter implements Rewriter {
  private static final String HOOK = Type.getInternalName(StageHook.class);
  private static final String OUTCOME = "java/util/concurrent/CompletableFuture$AltResult";

  /** The throwable, the result, the function, and the name. */
  private static final int ADDED_STACK = 4;

  /** The second parameter of every method here that has one. */
  private static final int FUNCTION = 2;

  private final @Nullable String by;

  private HandlerRewriter(@Nullable String by) {
    this.by = by;
  }

  /** For a function that only looks. */
  static HandlerRewriter given() {
    return new HandlerRewriter(null);
  }

  /** For a function whose answer takes the place of the failure. */
  static HandlerRewriter handled(String by) {
    return new HandlerRewriter(by);
  }

  @Override
  public MethodVisitor rewrite(String descriptor, MethodVisitor next) {
    return new Rewriting(next, by, Type.getArgumentTypes(descriptor).length > 1);
  }

  private static final class Rewriting extends MethodVisitor {
    private static final int NONE = -1;

    private final @Nullable String by;
    private final boolean hasFunction;
    private int loaded = NONE;
    private int result = NONE;

    Rewriting(MethodVisitor next, @Nullable String by, boolean hasFunction) {
      super(Opcodes.ASM9, next);
      this.by = by;
      this.hasFunction = hasFunction;
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
      loaded = opcode == Opcodes.ALOAD ? variable : NONE;
      super.visitVarInsn(opcode, variable);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
      if (opcode == Opcodes.INSTANCEOF && type.equals(OUTCOME)) result = loaded;
      super.visitTypeInsn(opcode, type);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      boolean handler =
          opcode == Opcodes.INVOKEINTERFACE && owner.startsWith("java/util/function/");
      if (handler && result != NONE) tell();
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    }

    private void tell() {
      super.visitInsn(Opcodes.DUP);
      super.visitVarInsn(Opcodes.ALOAD, result);
      if (hasFunction) {
        super.visitVarInsn(Opcodes.ALOAD, FUNCTION);
      } else {
        super.visitInsn(Opcodes.ACONST_NULL);
      }
      if (by == null) {
        call("given", "(Ljava/lang/Throwable;Ljava/lang/Object;Ljava/lang/Object;)V");
      } else {
        super.visitLdcInsn(by);
        call(
            "handled",
            "(Ljava/lang/Throwable;Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/String;)V");
      }
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
      super.visitMaxs(maxStack + ADDED_STACK, maxLocals);
    }

    private void call(String name, String descriptor) {
      super.visitMethodInsn(Opcodes.INVOKESTATIC, HOOK, name, descriptor, false);
    }
  }
}
