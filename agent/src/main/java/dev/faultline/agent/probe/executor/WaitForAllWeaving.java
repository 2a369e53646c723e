// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import static dev.faultline.agent.weave.Methods.named;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Rewriter;
import dev.faultline.agent.weave.Weaving;
import dev.faultline.bootstrap.hook.OutcomeHook;
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
        .rewrite(named("invokeAll"), new GetRewriter()); // last bound: sees no code of ours
  }

  private static final class GetRewriter implements Rewriter {
    @Override
    public MethodVisitor rewrite(String descriptor, MethodVisitor next) {
      return new Rewriting(next);
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
