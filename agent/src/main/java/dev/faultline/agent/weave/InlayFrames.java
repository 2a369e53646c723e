// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The stack map frames of a method with advice: those of the method itself are moved along with its
 * local variables, those of the advice are added. Short ones wherever the frame before allows.
 */
final class InlayFrames {
  private static final Object[] NONE = {};
  private static final String THROWABLE = "java/lang/Throwable";
  private static final int APPENDABLE = 3;

  private final boolean wanted;
  private final boolean constructor;
  private final Object self;
  private final Slots slots;
  private final boolean hasExit;

  /** {@code this} and the arguments. */
  private final List<Object> given;

  /** What the advice before has left, then what the method leaves. */
  private final List<Object> entered;

  private final List<Object> left = new ArrayList<>();

  /** How many local variables the frame before has beyond those that advice knows. */
  private int beyond;

  InlayFrames(WovenType type, WovenMethod method, Slots slots, PlainAdvice advice, boolean wanted) {
    this.wanted = wanted;
    this.slots = slots;
    constructor = method.isConstructor();
    hasExit = advice.exit != null;
    self = type.type().getInternalName();
    given = new ArrayList<>();
    if (!method.isStatic()) given.add(constructor ? Opcodes.UNINITIALIZED_THIS : self);
    for (Type each : slots.arguments) given.add(StackKind.frame(each));
    entered = list(slots.entered);
    if (advice.exit == null) return;
    left.addAll(list(slots.returned));
    if (advice.exit.catches) left.add(THROWABLE);
  }

  private static List<Object> list(Type type) {
    return type == Type.VOID_TYPE
        ? Collections.<Object>emptyList()
        : Collections.singletonList(StackKind.frame(type));
  }

  /** Within the advice before: with what lies on the stack. */
  void inEnter(MethodVisitor next, Object onStack) {
    same(next, Collections.singletonList(onStack));
  }

  void inEnter(MethodVisitor next, Type onStack) {
    inEnter(next, StackKind.frame(onStack));
  }

  /** Behind the advice before. */
  void afterEnter(MethodVisitor next) {
    if (wanted) append(next, entered);
  }

  /** Where the arguments were copied. */
  void afterCopy(MethodVisitor next) {
    if (!wanted || !slots.copies) return;
    if (!given.isEmpty()) {
      if (given.size() <= APPENDABLE) append(next, given);
      else full(next, given, entered, given, Collections.<Object>emptyList());
    }
    beyond = given.size();
  }

  /** A frame of the method's own. */
  void own(MethodVisitor next, int kind, int locals, Object[] local, int depth, Object[] stack) {
    if (!wanted) return;
    if (!hasExit) {
      next.visitFrame(kind, locals, local, depth, stack);
      return;
    }
    switch (kind) {
      case Opcodes.F_SAME:
      case Opcodes.F_SAME1:
        next.visitFrame(kind, locals, local, depth, stack);
        return;
      case Opcodes.F_APPEND:
        beyond += locals;
        next.visitFrame(kind, locals, local, depth, stack);
        return;
      case Opcodes.F_CHOP:
        beyond -= locals;
        next.visitFrame(kind, locals, local, depth, stack);
        return;
      case Opcodes.F_FULL:
        List<Object> all = new ArrayList<>(givenWithin(locals, local));
        all.addAll(entered);
        for (int i = 0; i < locals; i++) all.add(local[i]);
        beyond = all.size();
        next.visitFrame(kind, beyond, all.toArray(), depth, stack);
        return;
      default:
        throw new IllegalArgumentException("frame " + kind);
    }
  }

  /** The arguments as given; in a constructor, {@code this} may not be one yet. */
  private List<Object> givenWithin(int locals, Object[] local) {
    if (!constructor) return given;
    for (int i = 0; i < locals; i++) {
      if (local[i] == Opcodes.UNINITIALIZED_THIS) return given;
    }
    return initialized();
  }

  private List<Object> initialized() {
    if (!constructor) return given;
    List<Object> initialized = new ArrayList<>(given);
    initialized.set(0, self);
    return initialized;
  }

  /** Where the method returns, with what it returns on the stack. */
  void returns(MethodVisitor next) {
    behind(next, Collections.<Object>emptyList(), list(slots.returned));
  }

  /** Where it throws. */
  void throwsUp(MethodVisitor next) {
    behind(next, Collections.<Object>emptyList(), Collections.<Object>singletonList(THROWABLE));
  }

  /** Where both ways meet, and what is returned or thrown was stored. */
  void beforeExit(MethodVisitor next) {
    if (!wanted) return;
    if (beyond == 0) append(next, left);
    else full(next, initialized(), entered, left, Collections.<Object>emptyList());
  }

  /** Within the advice behind, with a throwable on the stack. */
  void inExit(MethodVisitor next) {
    behind(next, left, Collections.<Object>singletonList(THROWABLE));
  }

  /** Behind the advice behind. */
  void afterExit(MethodVisitor next) {
    behind(next, left, Collections.<Object>emptyList());
  }

  private void behind(MethodVisitor next, List<Object> stored, List<Object> stack) {
    if (!wanted) return;
    if (beyond == 0) same(next, stack);
    else full(next, initialized(), entered, stored, stack);
  }

  private void same(MethodVisitor next, List<Object> stack) {
    if (!wanted) return;
    int kind = stack.isEmpty() ? Opcodes.F_SAME : Opcodes.F_SAME1;
    next.visitFrame(kind, 0, NONE, stack.size(), stack.toArray());
  }

  private static void append(MethodVisitor next, List<Object> locals) {
    int kind = locals.isEmpty() ? Opcodes.F_SAME : Opcodes.F_APPEND;
    next.visitFrame(kind, locals.size(), locals.toArray(), 0, NONE);
  }

  private void full(
      MethodVisitor next,
      List<Object> one,
      List<Object> two,
      List<Object> three,
      List<Object> stack) {
    List<Object> locals = new ArrayList<>(one);
    locals.addAll(two);
    locals.addAll(three);
    next.visitFrame(Opcodes.F_FULL, locals.size(), locals.toArray(), stack.size(), stack.toArray());
    beyond = 0;
  }
}
