// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import static net.bytebuddy.matcher.ElementMatchers.named;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Weaving;
import dev.faultline.bootstrap.hook.OutcomeHook;
import net.bytebuddy.asm.AsmVisitorWrapper.ForDeclaredMethods.MethodVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.pool.TypePool;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * {@code invokeAll}: waits for each of its tasks by getting its result, which it throws away. There
 * is a call before and after each such get; neither locals, stack nor frames change.
 */
final class WaitForAllWeaving implements Weaving {
  @Override
  public void bind(Advices advices) {
    advices
        .advise(named("invokeAll"), WaitForAllAdvice.class)
        .rewrite(named("invokeAll"), new Rewriter()); // last bound: sees no code of ours
  }

  private static final class Rewriter implements MethodVisitorWrapper {
    @Override
    public MethodVisitor wrap(
        TypeDescription type,
        MethodDescription method,
        MethodVisitor visitor,
        Implementation.Context context,
        TypePool pool,
        int writerFlags,
        int readerFlags) {
      return new Rewriting(visitor);
    }
  }

  private static final class Rewriting extends MethodVisitor {
    private static final String HOOK = Type.getInternalName(OutcomeHook.class);

    Rewriting(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      boolean get = owner.equals("java/util/concurrent/Future") && name.equals("get");
      if (get) call("waitForAll");
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
      if (get) call("waitedForAll");
    }

    private void call(String name) {
      super.visitMethodInsn(Opcodes.INVOKESTATIC, HOOK, name, "()V", false);
    }
  }
}
