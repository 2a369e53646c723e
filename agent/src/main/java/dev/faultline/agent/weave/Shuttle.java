// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import java.util.List;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.dynamic.scaffold.TypeInitializer;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.auxiliary.AuxiliaryType;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Goes through a class file and wraps the methods for which there is a wrapper. */
final class Shuttle extends ClassVisitor {
  /** Byte Buddy computes stack sizes and frames itself. */
  private static final int NO_FLAGS = 0;

  private final WovenType type;
  private final List<List<OwnWrapper>> wrappers;
  private Implementation.@Nullable Context context;

  /** Of the method that comes next. */
  private int next;

  private Shuttle(ClassVisitor writer, WovenType type, List<List<OwnWrapper>> wrappers) {
    super(Opcodes.ASM9, writer);
    this.type = type;
    this.wrappers = wrappers;
  }

  /**
   * The woven class file. Methods without a wrapper are copied as they are.
   *
   * @param wrappers the n-th are for the n-th method of the class file; the last sees the method
   *     first
   */
  static byte[] weave(ClassReader reader, WovenType type, List<List<OwnWrapper>> wrappers) {
    ClassWriter writer = new ClassWriter(reader, NO_FLAGS);
    reader.accept(new Shuttle(writer, type, wrappers), NO_FLAGS);
    return writer.toByteArray();
  }

  private static Implementation.Context context(WovenType type) {
    ClassFileVersion version = ClassFileVersion.ofMinorMajor(type.classFileVersion());
    return Implementation.Context.Disabled.Factory.INSTANCE.make(
        type,
        new AuxiliaryType.NamingStrategy.Suffixing("none"),
        TypeInitializer.None.INSTANCE,
        version,
        version,
        version.isAtLeast(ClassFileVersion.JAVA_V6)
            ? Implementation.Context.FrameGeneration.GENERATE
            : Implementation.Context.FrameGeneration.DISABLED);
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    MethodVisitor visitor = super.visitMethod(access, name, descriptor, signature, exceptions);
    WovenMethod method = type.methods().get(next);
    for (OwnWrapper each : wrappers.get(next)) visitor = wrap(each, method, visitor);
    next++;
    return visitor;
  }

  private MethodVisitor wrap(OwnWrapper wrapper, WovenMethod method, MethodVisitor visitor) {
    boolean frames = (type.classFileVersion() & 0xFFFF) >= Opcodes.V1_6;
    MethodVisitor own = wrapper.wrap(type, method, visitor, frames);
    if (own != null) return own;
    Implementation.Context made = context;
    if (made == null) {
      made = context(type);
      context = made;
    }
    return wrapper.wrap(type, method, visitor, made, type.files().pool(), NO_FLAGS, NO_FLAGS);
  }
}
