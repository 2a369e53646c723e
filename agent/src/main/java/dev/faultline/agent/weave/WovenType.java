// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.field.FieldList;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.MethodList;
import net.bytebuddy.description.type.PackageDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.description.type.TypeList;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The class being woven as advice sees it: access, names and descriptors of what it declares, in
 * the order of the class file. No generics and no annotations: they are not read.
 */
final class WovenType extends NamedType {
  /** ASM puts marks of its own above these bits. */
  private static final int ACCESS = 0xFFFF;

  private final Outline outline;

  private WovenType(String name, Outline outline, TypeFiles files) {
    super(name, files);
    this.outline = outline;
    for (WovenMethod each : outline.methods) each.declaredBy(this);
  }

  /**
   * @param files what reads the other types, if they are asked for
   */
  static WovenType read(ClassReader reader, TypeFiles files) {
    Outline outline = new Outline();
    int skipped = ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES;
    reader.accept(outline, skipped);
    return new WovenType(reader.getClassName().replace('/', '.'), outline, files);
  }

  /** In the order of the class file. */
  List<WovenMethod> methods() {
    return outline.methods;
  }

  Type type() {
    return Type.getObjectType(getName().replace('.', '/'));
  }

  /** With slashes; null for {@code java.lang.Object}. */
  @Nullable String superName() {
    return outline.superName;
  }

  /** A field that the class itself declares, or null. */
  @Nullable Field field(String name) {
    for (Field each : outline.fields) {
      if (each.name.equals(name)) return each;
    }
    return null;
  }

  /** Minor and major, as in the class file. */
  int classFileVersion() {
    return outline.version;
  }

  @Override
  public int getModifiers() {
    return outline.access;
  }

  @Override
  public @Nullable Generic getSuperClass() {
    String name = outline.superName;
    return name == null ? null : named(name).asGenericType();
  }

  @Override
  public TypeList.Generic getInterfaces() {
    List<TypeDescription> types = new ArrayList<>();
    for (String each : outline.interfaces) types.add(named(each));
    return new TypeList.Generic.Explicit(types);
  }

  private TypeDescription named(String internalName) {
    return new NamedType(internalName.replace('/', '.'), files());
  }

  @Override
  public FieldList<FieldDescription.InDefinedShape> getDeclaredFields() {
    List<FieldDescription.InDefinedShape> fields = new ArrayList<>();
    for (Field each : outline.fields) {
      Generic type = of(Type.getType(each.descriptor), files()).asGenericType();
      fields.add(
          new FieldDescription.Latent(
              this, each.name, each.access, type, Collections.<AnnotationDescription>emptyList()));
    }
    return new FieldList.Explicit<>(fields);
  }

  @Override
  public MethodList<MethodDescription.InDefinedShape> getDeclaredMethods() {
    return new MethodList.Explicit<MethodDescription.InDefinedShape>(outline.methods);
  }

  @Override
  public PackageDescription getPackage() {
    int end = getName().lastIndexOf('.');
    return new PackageDescription.Simple(end < 0 ? "" : getName().substring(0, end));
  }

  /** What is known of a field. */
  static final class Field {
    final int access;
    final String name;
    final String descriptor;

    Field(int access, String name, String descriptor) {
      this.access = access;
      this.name = name;
      this.descriptor = descriptor;
    }
  }

  /** What a class file declares. */
  private static final class Outline extends ClassVisitor {
    final List<Field> fields = new ArrayList<>();
    final List<WovenMethod> methods = new ArrayList<>();
    int version;
    int access;
    @Nullable String superName;
    String[] interfaces = {};

    Outline() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String superName,
        String @Nullable [] interfaces) {
      this.version = version;
      this.access = access & ACCESS;
      this.superName = superName;
      if (interfaces != null) this.interfaces = interfaces;
    }

    @Override
    public @Nullable FieldVisitor visitField(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        @Nullable Object value) {
      fields.add(new Field(access & ACCESS, name, descriptor));
      return null;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      methods.add(new WovenMethod(access & ACCESS, name, descriptor, exceptions));
      return null;
    }
  }
}
