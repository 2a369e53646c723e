// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Inlines an advice class: by ourselves where it is {@linkplain PlainAdvice plain} and its
 * parameters fit the method as they are, with Byte Buddy otherwise. Which of them it was cannot be
 * seen in the woven class file.
 */
final class Inlay implements OwnWrapper {
  private static final String OBJECT = "Ljava/lang/Object;";
  private static final String EXCEPTION = "Ljava/lang/Exception;";
  private static final String THROWABLE = "Ljava/lang/Throwable;";

  private final Class<?> advice;
  private final String probe;
  private final @Nullable PlainAdvice plain;

  /** Byte Buddy's, when it is needed. Two threads may make one each. */
  private volatile @Nullable Advice other;

  Inlay(Class<?> advice, String probe) {
    this.advice = advice;
    this.probe = probe;
    ClassLoader loader = advice.getClassLoader();
    byte[] file =
        loader == null ? null : Resources.classFile(loader, advice.getName().replace('.', '/'));
    plain = file == null ? null : AdviceReader.read(file);
  }

  /** Whether the advice needs no Byte Buddy where it fits. */
  boolean isPlain() {
    return plain != null;
  }

  @Override
  public MethodVisitor wrap(
      TypeDescription type,
      MethodDescription method,
      MethodVisitor visitor,
      Implementation.Context context,
      TypePool typePool,
      int writerFlags,
      int readerFlags) {
    Advice made = other;
    if (made == null) {
      made =
          AdviceTypes.read(advice)
              .withExceptionHandler(new Advice.ExceptionHandler.Simple(new HookFailures(probe)));
      other = made;
    }
    return made.wrap(type, method, visitor, context, typePool, writerFlags, readerFlags);
  }

  @Override
  public @Nullable MethodVisitor wrap(
      WovenType type, WovenMethod method, MethodVisitor next, boolean frames) {
    if (plain == null) return null;
    PlainAdvice.Half enter = plain.enter;
    PlainAdvice.Half exit = plain.exit;
    // Nothing can be caught around the call of a super constructor.
    if (method.isConstructor() && (enter != null || exit == null || exit.catches)) return null;
    if (enter != null && enter.skips && exit == null) return null;
    Slots slots = new Slots(method, enter, exit);
    Map<PlainAdvice.Parameter, Place> places = new HashMap<>();
    if (enter != null && !placed(enter, false, type, method, slots, places)) return null;
    if (exit != null && !placed(exit, true, type, method, slots, places)) return null;
    return InlayVisitor.of(next, type, method, plain, slots, places, probe, frames);
  }

  /** Whether each parameter has a place whose type is what the advice expects. */
  private static boolean placed(
      PlainAdvice.Half half,
      boolean behind,
      WovenType type,
      WovenMethod method,
      Slots slots,
      Map<PlainAdvice.Parameter, Place> places) {
    for (PlainAdvice.Parameter each : half.parameters) {
      Place place = place(each, behind, half.catches, type, method, slots);
      if (place == null) return false;
      boolean isSuper =
          each.kind == PlainAdvice.Kind.THIS
              && each.type.getInternalName().equals(type.superName());
      if (!isSuper && !fits(place.type.getDescriptor(), each)) return false;
      places.put(each, place);
    }
    return true;
  }

  private static boolean fits(String found, PlainAdvice.Parameter parameter) {
    String expected = parameter.type.getDescriptor();
    if (found.equals(expected)) return true;
    if (found.equals(EXCEPTION) && expected.equals(THROWABLE)) return !parameter.writable;
    boolean reference = found.charAt(0) == 'L' || found.charAt(0) == '[';
    return reference && expected.equals(OBJECT) && !parameter.writable;
  }

  private static @Nullable Place place(
      PlainAdvice.Parameter parameter,
      boolean behind,
      boolean catches,
      WovenType type,
      WovenMethod method,
      Slots slots) {
    if (parameter.kind == null) return null;
    switch (parameter.kind) {
      case THIS:
        return method.isStatic() || parameter.writable ? null : Place.local(0, type.type());
      case ARGUMENT:
        return slots.argument(parameter.index);
      case FIELD:
        return parameter.writable ? null : field(parameter.field, type, method);
      case ENTERED:
        Type entered = slots.entered;
        if (!behind || entered == Type.VOID_TYPE || parameter.writable) return null;
        return Place.local(slots.entered(), entered);
      case RETURNED:
        if (!behind || slots.returned == Type.VOID_TYPE) return null;
        return Place.local(slots.returned(), slots.returned);
      case THROWN:
        if (!behind || !catches || parameter.writable) return null;
        return Place.local(slots.thrown(), Type.getObjectType("java/lang/Throwable"));
    }
    return null;
  }

  /** Of the type itself; one that it inherits is left to Byte Buddy, who reads super types. */
  private static @Nullable Place field(String name, WovenType type, WovenMethod method) {
    WovenType.Field field = type.field(name);
    if (field == null) return null;
    boolean ofClass = (field.access & Opcodes.ACC_STATIC) != 0;
    if (!ofClass && method.isStatic()) return null;
    return Place.field(type.type().getInternalName(), field, ofClass);
  }
}
