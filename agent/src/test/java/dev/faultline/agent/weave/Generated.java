// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Class files as no compiler of today writes them. Names have slashes. */
final class Generated {
  private static final String GREET = "(Ljava/lang/String;)Ljava/lang/String;";

  private Generated() {}

  /** A public class with a constructor and a {@code greet} that returns its argument. */
  static byte[] type(String name, String superName, String... interfaces) {
    ClassWriter type = open(Opcodes.V1_8, name, superName, interfaces);
    MethodVisitor greet = type.visitMethod(Opcodes.ACC_PUBLIC, "greet", GREET, null, null);
    greet.visitCode();
    greet.visitVarInsn(Opcodes.ALOAD, 1);
    greet.visitInsn(Opcodes.ARETURN);
    return close(type, greet);
  }

  /** The same without {@code greet}: nothing that any rule is about. */
  static byte[] silentType(String name, String superName, String... interfaces) {
    ClassWriter type = open(Opcodes.V1_8, name, superName, interfaces);
    type.visitEnd();
    return type.toByteArray();
  }

  static byte[] interfaceType(String name, String... interfaces) {
    ClassWriter type = new ClassWriter(0);
    int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT;
    type.visit(Opcodes.V1_8, access, name, null, "java/lang/Object", interfaces);
    type.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT, "greet", GREET, null, null);
    type.visitEnd();
    return type.toByteArray();
  }

  /** A {@code greet} with a subroutine, as javac compiled finally blocks before Java 6. */
  static byte[] withSubroutine(int version, String name, String root) {
    ClassWriter type = open(version, name, "java/lang/Object", root);
    MethodVisitor greet = type.visitMethod(Opcodes.ACC_PUBLIC, "greet", GREET, null, null);
    Label subroutine = new Label();
    greet.visitCode();
    greet.visitJumpInsn(Opcodes.JSR, subroutine);
    greet.visitVarInsn(Opcodes.ALOAD, 1);
    greet.visitInsn(Opcodes.ARETURN);
    greet.visitLabel(subroutine);
    greet.visitVarInsn(Opcodes.ASTORE, 2);
    greet.visitLdcInsn("hello ");
    greet.visitVarInsn(Opcodes.ALOAD, 1);
    greet.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/String", "concat", GREET, false);
    greet.visitVarInsn(Opcodes.ASTORE, 1);
    greet.visitVarInsn(Opcodes.RET, 2);
    return close(type, greet);
  }

  private static ClassWriter open(int version, String name, String superName, String... above) {
    ClassWriter type = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    type.visit(version, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, name, null, superName, above);
    MethodVisitor constructor = type.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
    constructor.visitCode();
    constructor.visitVarInsn(Opcodes.ALOAD, 0);
    constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, superName, "<init>", "()V", false);
    constructor.visitInsn(Opcodes.RETURN);
    constructor.visitMaxs(0, 0);
    constructor.visitEnd();
    return type;
  }

  private static byte[] close(ClassWriter type, MethodVisitor method) {
    method.visitMaxs(0, 0);
    method.visitEnd();
    type.visitEnd();
    return type.toByteArray();
  }
}
