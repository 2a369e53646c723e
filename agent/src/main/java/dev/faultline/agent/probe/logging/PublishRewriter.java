// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.logging;

import dev.faultline.agent.weave.Rewriter;
import dev.faultline.bootstrap.hook.JulHook;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Puts a call where a record has passed the filter, before the first handler gets it. Neither
 * locals nor frames change.
 */
enum PublishRewriter implements Rewriter {
  /** Before the walk up the loggers, which begins with {@code Logger logger = this}. */
  OF_JDK {
    @Override
    MethodVisitor around(MethodVisitor next) {
      return new JdkRewriting(next);
    }
  },

  /** Before the record is given to the logger's node. */
  OF_JBOSS {
    @Override
    MethodVisitor around(MethodVisitor next) {
      return new JBossRewriting(next);
    }
  };

  private static final String HOOK = Type.getInternalName(JulHook.class);
  private static final String RECORD = "Ljava/util/logging/LogRecord;";

  abstract MethodVisitor around(MethodVisitor next);

  @Override
  public MethodVisitor rewrite(String descriptor, MethodVisitor next) {
    return around(next);
  }

  private static final class JdkRewriting extends MethodVisitor {
    private boolean thisIsOnTop;
    private boolean done;

    JdkRewriting(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
      if (opcode == Opcodes.ASTORE && thisIsOnTop && !done) {
        done = true;
        super.visitVarInsn(Opcodes.ALOAD, 1);
        super.visitVarInsn(Opcodes.ALOAD, 0);
        super.visitFieldInsn(
            Opcodes.GETFIELD, "java/util/logging/Logger", "name", "Ljava/lang/String;");
        super.visitMethodInsn(
            Opcodes.INVOKESTATIC, HOOK, "publish", "(" + RECORD + "Ljava/lang/String;)V", false);
      }
      super.visitVarInsn(opcode, variable);
      thisIsOnTop = opcode == Opcodes.ALOAD && variable == 0;
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      thisIsOnTop = false;
      super.visitFieldInsn(opcode, owner, name, descriptor);
    }

    /** The record and the name, on top of what is there. */
    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
      super.visitMaxs(maxStack + 2, maxLocals);
    }
  }

  private static final class JBossRewriting extends MethodVisitor {
    JBossRewriting(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      if (name.equals("publish")
          && descriptor.startsWith("(Lorg/jboss/logmanager/ExtLogRecord;)")) {
        super.visitInsn(Opcodes.DUP);
        super.visitMethodInsn(Opcodes.INVOKESTATIC, HOOK, "publish", "(" + RECORD + ")V", false);
      }
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
      super.visitMaxs(maxStack + 1, maxLocals);
    }
  }
}
