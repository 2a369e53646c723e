// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import dev.faultline.agent.weave.PlainAdvice.Half;
import dev.faultline.agent.weave.PlainAdvice.Kind;
import dev.faultline.agent.weave.PlainAdvice.Op;
import dev.faultline.agent.weave.PlainAdvice.Parameter;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Reads {@link PlainAdvice} from a class file. */
final class AdviceReader extends ClassVisitor {
  private static final String ADVICE = "Lnet/bytebuddy/asm/Advice$";
  private static final String THROWABLE = "Ljava/lang/Throwable;";

  private @Nullable Half enter;
  private @Nullable Half exit;
  private boolean plain = true;

  private AdviceReader() {
    super(Opcodes.ASM9);
  }

  /** The advice of a class file, or null if it is not plain. */
  static @Nullable PlainAdvice read(byte[] file) {
    AdviceReader reader = new AdviceReader();
    new ClassReader(file).accept(reader, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    boolean any = reader.enter != null || reader.exit != null;
    return any && reader.plain ? new PlainAdvice(reader.enter, reader.exit) : null;
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    return new Code(descriptor);
  }

  /** One method, which need not be advice. */
  private final class Code extends MethodVisitor {
    private final Half half = new Half();
    private @Nullable String annotation;
    private boolean isPlain = true;
    private boolean suppresses;
    private boolean ended;

    Code(String descriptor) {
      super(Opcodes.ASM9);
      half.returned = Type.getReturnType(descriptor);
      for (Type each : Type.getArgumentTypes(descriptor)) half.parameters.add(new Parameter(each));
    }

    private void notPlain() {
      isPlain = false;
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
      if (!descriptor.startsWith(ADVICE)) return null;
      annotation = descriptor.substring(ADVICE.length(), descriptor.length() - 1);
      return new Values() {
        @Override
        public void visit(String name, Object value) {
          String type = value instanceof Type ? ((Type) value).getDescriptor() : "";
          if (name.equals("suppress") && type.equals(THROWABLE)) suppresses = true;
          else if (name.equals("onThrowable") && type.equals(THROWABLE)) half.catches = true;
          else if (name.equals("skipOn") && type.equals(ADVICE + "OnNonDefaultValue;"))
            half.skips = true;
          else notPlain();
        }
      };
    }

    @Override
    public @Nullable AnnotationVisitor visitParameterAnnotation(
        int index, String descriptor, boolean visible) {
      if (!descriptor.startsWith(ADVICE)) return null;
      Parameter parameter = half.parameters.get(index);
      parameter.kind = kind(descriptor.substring(ADVICE.length(), descriptor.length() - 1));
      return new Values() {
        @Override
        public void visit(String name, Object value) {
          if (name.equals("value") && value instanceof Integer) parameter.index = (Integer) value;
          else if (name.equals("value") && value instanceof String)
            parameter.field = (String) value;
          else if (name.equals("readOnly")) parameter.writable = Boolean.FALSE.equals(value);
          else notPlain();
        }
      };
    }

    private @Nullable Kind kind(String name) {
      switch (name) {
        case "This":
          return Kind.THIS;
        case "Argument":
          return Kind.ARGUMENT;
        case "FieldValue":
          return Kind.FIELD;
        case "Enter":
          return Kind.ENTERED;
        case "Return":
          return Kind.RETURNED;
        case "Thrown":
          return Kind.THROWN;
        default:
          return null;
      }
    }

    @Override
    public void visitVarInsn(int opcode, int slot) {
      Parameter parameter = half.at(slot);
      boolean stores = opcode >= Opcodes.ISTORE;
      if (parameter == null || (stores && !parameter.writable)) notPlain();
      else add(new Op(opcode, parameter, null, false));
    }

    @Override
    public void visitInsn(int opcode) {
      if (opcode == Opcodes.ATHROW) notPlain();
      else if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) ended = true;
      else add(new Op(opcode, null, null, false));
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean ofInterface) {
      add(new Op(opcode, null, new String[] {owner, name, descriptor}, ofInterface));
    }

    private void add(Op op) {
      if (ended) notPlain();
      half.code.add(op);
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
      notPlain();
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
      notPlain();
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      notPlain();
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      notPlain();
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
      notPlain();
    }

    @Override
    public void visitLdcInsn(Object value) {
      notPlain();
    }

    @Override
    public void visitIincInsn(int slot, int increment) {
      notPlain();
    }

    @Override
    public void visitTableSwitchInsn(int least, int most, Label other, Label... labels) {
      notPlain();
    }

    @Override
    public void visitLookupSwitchInsn(Label other, int[] keys, Label[] labels) {
      notPlain();
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
      notPlain();
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
      notPlain();
    }

    @Override
    public void visitMaxs(int stack, int locals) {
      half.maxStack = stack;
      half.ownLocals = locals;
      for (Parameter each : half.parameters) half.ownLocals -= each.type.getSize();
    }

    @Override
    public void visitEnd() {
      if (annotation == null) return;
      for (Parameter each : half.parameters) isPlain &= each.kind != null;
      boolean before = annotation.equals("OnMethodEnter");
      isPlain &= before || annotation.equals("OnMethodExit");
      isPlain &= suppresses && ended && (before ? enter : exit) == null;
      // What goes before makes a value for what goes behind, and no other way round.
      isPlain &= before || half.returned == Type.VOID_TYPE;
      isPlain &= !half.skips || half.returned.getSort() == Type.OBJECT;
      if (before) enter = half;
      else exit = half;
      plain &= isPlain;
    }
  }

  private abstract static class Values extends AnnotationVisitor {
    Values() {
      super(Opcodes.ASM9);
    }

    @Override
    public abstract void visit(String name, Object value);
  }
}
