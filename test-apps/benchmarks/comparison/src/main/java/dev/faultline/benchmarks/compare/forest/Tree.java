// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare.forest;

import static org.objectweb.asm.Opcodes.ACC_ABSTRACT;
import static org.objectweb.asm.Opcodes.ACC_INTERFACE;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ARETURN;
import static org.objectweb.asm.Opcodes.DUP;
import static org.objectweb.asm.Opcodes.GETFIELD;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.NEW;
import static org.objectweb.asm.Opcodes.PUTFIELD;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.V1_8;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;

/** One class: eight properties with getters and setters, and a text of them all. */
final class Tree {
  private static final int PROPERTIES = 8;
  private static final String OBJECT = "java/lang/Object";
  private static final String TEXT = "Ljava/lang/String;";
  private static final String BUILDER = "java/lang/StringBuilder";

  private Tree() {}

  static byte[] ofInterface(String name) {
    ClassWriter type = new ClassWriter(0);
    type.visit(V1_8, ACC_PUBLIC | ACC_ABSTRACT | ACC_INTERFACE, name, null, OBJECT, null);
    type.visitEnd();
    return type.toByteArray();
  }

  static byte[] ofClass(String name, String parent, String[] interfaces) {
    ClassWriter type = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    type.visit(V1_8, ACC_PUBLIC | ACC_SUPER, name, null, parent, interfaces);
    constructor(type, parent);
    for (int i = 0; i < PROPERTIES; i++) property(type, name, "property" + i);
    text(type, name);
    type.visitEnd();
    return type.toByteArray();
  }

  private static void constructor(ClassWriter type, String parent) {
    MethodVisitor code = type.visitMethod(ACC_PUBLIC, "<init>", "()V", null, null);
    code.visitCode();
    code.visitVarInsn(ALOAD, 0);
    code.visitMethodInsn(INVOKESPECIAL, parent, "<init>", "()V", false);
    end(code, RETURN);
  }

  private static void property(ClassWriter type, String owner, String name) {
    type.visitField(ACC_PRIVATE, name, TEXT, null, null).visitEnd();
    MethodVisitor getter = type.visitMethod(ACC_PUBLIC, name, "()" + TEXT, null, null);
    getter.visitCode();
    getter.visitVarInsn(ALOAD, 0);
    getter.visitFieldInsn(GETFIELD, owner, name, TEXT);
    end(getter, ARETURN);
    MethodVisitor setter = type.visitMethod(ACC_PUBLIC, name, "(" + TEXT + ")V", null, null);
    setter.visitCode();
    setter.visitVarInsn(ALOAD, 0);
    setter.visitVarInsn(ALOAD, 1);
    setter.visitFieldInsn(PUTFIELD, owner, name, TEXT);
    end(setter, RETURN);
  }

  private static void text(ClassWriter type, String owner) {
    MethodVisitor code = type.visitMethod(ACC_PUBLIC, "toString", "()" + TEXT, null, null);
    code.visitCode();
    code.visitTypeInsn(NEW, BUILDER);
    code.visitInsn(DUP);
    code.visitMethodInsn(INVOKESPECIAL, BUILDER, "<init>", "()V", false);
    for (int i = 0; i < PROPERTIES; i++) {
      code.visitVarInsn(ALOAD, 0);
      code.visitFieldInsn(GETFIELD, owner, "property" + i, TEXT);
      code.visitMethodInsn(
          INVOKEVIRTUAL, BUILDER, "append", "(" + TEXT + ")L" + BUILDER + ";", false);
    }
    code.visitMethodInsn(INVOKEVIRTUAL, BUILDER, "toString", "()" + TEXT, false);
    end(code, ARETURN);
  }

  private static void end(MethodVisitor code, int instruction) {
    code.visitInsn(instruction);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
