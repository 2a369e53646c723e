// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * What an advice class says, if it is plain: code without branches that hands its parameters to
 * hooks, and nothing of Byte Buddy's advice beyond what {@link AdviceReader} knows. Nearly all
 * advice is, and needs no Byte Buddy to be woven.
 */
final class PlainAdvice {
  final @Nullable Half enter;
  final @Nullable Half exit;

  PlainAdvice(@Nullable Half enter, @Nullable Half exit) {
    this.enter = enter;
    this.exit = exit;
  }

  /** What goes before a method, or behind it. */
  static final class Half {
    final List<Parameter> parameters = new ArrayList<>();
    final List<Op> code = new ArrayList<>();
    Type returned = Type.VOID_TYPE;
    int maxStack;

    /** Beyond the parameters. */
    int ownLocals;

    /** Of what goes before: whether a value that is not null leaves the method out. */
    boolean skips;

    /** Of what goes behind: whether it is for exceptions, too. */
    boolean catches;

    /** The parameter that begins in a local variable of the advice, or null. */
    @Nullable Parameter at(int slot) {
      int at = 0;
      for (Parameter each : parameters) {
        if (at == slot) return each;
        at += each.type.getSize();
      }
      return null;
    }
  }

  /** What a parameter of advice stands for. */
  enum Kind {
    THIS,
    ARGUMENT,
    FIELD,
    ENTERED,
    RETURNED,
    THROWN
  }

  /** A parameter of advice. */
  static final class Parameter {
    final Type type;
    @Nullable Kind kind;

    /** Of an argument. */
    int index;

    /** Of a field. */
    String field = "";

    boolean writable;

    Parameter(Type type) {
      this.type = type;
    }
  }

  /** An instruction: one that loads or stores a parameter, calls a method, or has no operand. */
  static final class Op {
    final int opcode;
    final @Nullable Parameter parameter;
    private final String @Nullable [] method;
    private final boolean ofInterface;

    Op(int opcode, @Nullable Parameter parameter, String @Nullable [] method, boolean ofInterface) {
      this.opcode = opcode;
      this.parameter = parameter;
      this.method = method;
      this.ofInterface = ofInterface;
    }

    /** Writes it, if it has nothing to do with a parameter. */
    void write(MethodVisitor next) {
      if (method == null) {
        next.visitInsn(opcode);
      } else {
        next.visitMethodInsn(opcode, method[0], method[1], method[2], ofInterface);
      }
    }
  }
}
