// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import java.lang.reflect.Constructor;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Weaves one class file by a {@link Rewriting}; methods that it leaves alone are copied whole. */
final class HandLoom implements ClassWeaver {

  /** {@inheritDoc} The one weaving is the name of a rewriting. */
  @Override
  public byte @Nullable [] weave(
      @Nullable ClassLoader loader, String name, byte[] file, String[] probes, String[] weavings)
      throws ReflectiveOperationException {
    Class<? extends Rewriting> type =
        Class.forName(weavings[0], true, HandLoom.class.getClassLoader())
            .asSubclass(Rewriting.class);
    Constructor<? extends Rewriting> constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    ClassReader reader = new ClassReader(file);
    ClassWriter writer = new ClassWriter(reader, 0);
    Visitor visitor = new Visitor(writer, constructor.newInstance());
    reader.accept(visitor, 0);
    return visitor.rewritten ? writer.toByteArray() : null;
  }

  private static final class Visitor extends ClassVisitor {
    private final Rewriting rewriting;
    boolean rewritten;

    Visitor(ClassVisitor writer, Rewriting rewriting) {
      super(Opcodes.ASM9, writer);
      this.rewriting = rewriting;
    }

    @Override
    public FieldVisitor visitField(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        @Nullable Object value) {
      rewriting.field(name, descriptor);
      return super.visitField(access, name, descriptor, signature, value);
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      MethodVisitor writer = super.visitMethod(access, name, descriptor, signature, exceptions);
      MethodVisitor other = rewriting.rewrite(access, name, descriptor, writer);
      rewritten |= other != null;
      return other == null ? writer : other;
    }
  }
}
