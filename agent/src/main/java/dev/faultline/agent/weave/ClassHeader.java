// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import org.jspecify.annotations.Nullable;

/**
 * What a class file says about itself before its fields begin: version, access, super type and
 * interfaces; on demand, the names of its methods. One pass over the constant pool; little else is
 * read, and no method name is decoded. Not ASM's reader: that one refuses class files newer than
 * itself, and an empty application would have to load it.
 */
final class ClassHeader {
  private static final int INTERFACE = 0x0200;
  private static final int FINAL = 0x0010;
  private static final int ANNOTATION = 0x2000;
  private static final int MODULE = 0x8000;

  private static final String OBJECT = "java/lang/Object";
  private static final String[] NONE = {};

  private final byte[] file;
  private final ConstantPool pool;

  final int majorVersion;
  final int access;
  final String name;

  /** Null for {@code java.lang.Object} and for module descriptors. */
  final @Nullable String superName;

  final String[] interfaces;

  /** Where the fields begin. */
  private final int members;

  private ClassHeader(ConstantPool pool, byte[] file) {
    this.pool = pool;
    this.file = file;
    int at = pool.end;
    majorVersion = ConstantPool.u2(file, 6);
    access = ConstantPool.u2(file, at);
    String own = pool.className(ConstantPool.u2(file, at + 2));
    name = own == null ? "" : own;
    superName = pool.className(ConstantPool.u2(file, at + 4));
    interfaces = interfaces(pool, file, at + 6);
    members = at + 8 + 2 * interfaces.length;
  }

  private static String[] interfaces(ConstantPool pool, byte[] file, int at) {
    int count = ConstantPool.u2(file, at);
    if (count == 0) return NONE;
    String[] names = new String[count];
    for (int i = 0; i < count; i++) {
      String name = pool.className(ConstantPool.u2(file, at + 2 + 2 * i));
      names[i] = name == null ? "" : name;
    }
    return names;
  }

  /**
   * Reads the header of a class file.
   *
   * @throws RuntimeException if it is none
   */
  static ClassHeader read(byte[] file) {
    return new ClassHeader(new ConstantPool(file), file);
  }

  /** Whether it extends Object and implements nothing: decided without another look. */
  boolean hasOnlyObjectAbove() {
    return interfaces.length == 0 && (superName == null || superName.equals(OBJECT));
  }

  /**
   * Whether the class declares a method of such a name. Reads on, from the fields to the last
   * method.
   */
  boolean declaresAny(MethodNames names) {
    if (names.areAny()) return true;
    int at = members + 2;
    for (int i = ConstantPool.u2(file, members); i > 0; i--) at = behindMember(at);
    int methods = ConstantPool.u2(file, at);
    at += 2;
    for (int i = 0; i < methods; i++) {
      if (names.contain(pool.hash(ConstantPool.u2(file, at + 2)))) return true;
      at = behindMember(at);
    }
    return false;
  }

  private int behindMember(int at) {
    int attributes = ConstantPool.u2(file, at + 6);
    int end = at + 8;
    for (int i = 0; i < attributes; i++) end += 6 + ConstantPool.u4(file, end + 2);
    return end;
  }

  boolean isInterface() {
    return (access & INTERFACE) != 0;
  }

  boolean isFinal() {
    return (access & FINAL) != 0;
  }

  /** Annotations and module descriptors have no method that could be woven. */
  boolean hasNoCode() {
    return (access & (ANNOTATION | MODULE)) != 0;
  }
}
