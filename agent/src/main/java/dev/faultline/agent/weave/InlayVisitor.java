// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import dev.faultline.agent.weave.PlainAdvice.Half;
import dev.faultline.agent.weave.PlainAdvice.Op;
import dev.faultline.agent.weave.PlainAdvice.Parameter;
import java.util.Map;
import net.bytebuddy.implementation.bytecode.StackSize;
import net.bytebuddy.utility.visitor.ExceptionTableSensitiveMethodVisitor;
import net.bytebuddy.utility.visitor.LineNumberPrependingMethodVisitor;
import net.bytebuddy.utility.visitor.StackAwareMethodVisitor;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.TypePath;

/** Puts {@link PlainAdvice} around the code of one method. */
final class InlayVisitor extends ExceptionTableSensitiveMethodVisitor {
  private static final String THROWABLE = "java/lang/Throwable";

  private final @Nullable Half enter;
  private final @Nullable Half exit;
  private final Slots slots;
  private final Map<Parameter, Place> places;
  private final String probe;
  private final boolean frames;
  private final InlayFrames frame;
  private final Type[] copied;
  private final boolean ofInstance;

  private final Label enterStart = new Label();
  private final Label enterEnd = new Label();
  private final Label bodyStart = new Label();
  private final Label bodyEnd = new Label();
  private final Label caught = new Label();
  private final Label exitStart = new Label();
  private final Label exitEnd = new Label();

  /** What the advice needs. */
  private int maxStack;

  private int maxLocals;

  private InlayVisitor(
      MethodVisitor next,
      WovenType type,
      WovenMethod method,
      PlainAdvice advice,
      Slots slots,
      Map<Parameter, Place> places,
      String probe,
      boolean frames) {
    super(Opcodes.ASM9, next);
    enter = advice.enter;
    exit = advice.exit;
    this.slots = slots;
    this.places = places;
    this.probe = probe;
    this.frames = frames;
    frame = new InlayFrames(type, method, slots, advice, frames);
    copied = slots.copies ? slots.arguments : new Type[0];
    ofInstance = slots.copies && !method.isStatic();
  }

  static MethodVisitor of(
      MethodVisitor next,
      WovenType type,
      WovenMethod method,
      PlainAdvice advice,
      Slots slots,
      Map<Parameter, Place> places,
      String probe,
      boolean frames) {
    MethodVisitor writer =
        advice.enter == null ? next : new LineNumberPrependingMethodVisitor(next);
    if (advice.exit != null) writer = StackAwareMethodVisitor.of(writer, method);
    return new InlayVisitor(writer, type, method, advice, slots, places, probe, frames);
  }

  @Override
  protected void onAfterExceptionTable() {
    boolean catches = exit != null && exit.catches;
    if (enter != null) mv.visitTryCatchBlock(enterStart, enterEnd, enterEnd, THROWABLE);
    if (catches) mv.visitTryCatchBlock(bodyStart, bodyEnd, caught, THROWABLE);
    if (exit != null) mv.visitTryCatchBlock(exitStart, exitEnd, exitEnd, THROWABLE);
    if (enter != null) enter(enter);
    copyArguments();
    frame.afterCopy(mv);
    mv.visitInsn(Opcodes.NOP);
    if (catches) mv.visitLabel(bodyStart);
  }

  private void enter(Half half) {
    Label done = new Label();
    mv.visitLabel(enterStart);
    write(half);
    mv.visitJumpInsn(Opcodes.GOTO, done);
    mv.visitLabel(enterEnd);
    frame.inEnter(mv, THROWABLE);
    HookFailures.write(mv, probe, frames);
    boolean makesValue = half.returned != Type.VOID_TYPE;
    if (makesValue) mv.visitInsn(StackKind.nothing(half.returned));
    mv.visitLabel(done);
    if (makesValue) {
      frame.inEnter(mv, half.returned);
      mv.visitVarInsn(half.returned.getOpcode(Opcodes.ISTORE), slots.entered());
    }
    if (half.skips) skip();
    frame.afterEnter(mv);
    int kept = slots.entered.getSize();
    int thrownAway = half.returned.getSize() - kept;
    need(half.maxStack, half.ownLocals + slots.size + thrownAway);
  }

  /** Leaves the method out if the advice has returned something. */
  private void skip() {
    Label goesOn = new Label();
    mv.visitVarInsn(Opcodes.ALOAD, slots.entered());
    mv.visitJumpInsn(Opcodes.IFNULL, goesOn);
    if (slots.returned != Type.VOID_TYPE) mv.visitInsn(StackKind.nothing(slots.returned));
    mv.visitJumpInsn(Opcodes.GOTO, bodyEnd);
    mv.visitLabel(goesOn);
    needStack(Math.max(1, slots.returned.getSize()));
  }

  private void copyArguments() {
    int slot = 0;
    if (ofInstance) copy(slot++, Opcodes.ALOAD, Opcodes.ASTORE, 1);
    for (Type each : copied) {
      copy(slot, each.getOpcode(Opcodes.ILOAD), each.getOpcode(Opcodes.ISTORE), each.getSize());
      slot += each.getSize();
    }
  }

  private void copy(int slot, int load, int store, int size) {
    mv.visitVarInsn(load, slot);
    mv.visitVarInsn(store, slots.moved(slot));
    needStack(size);
  }

  private void write(Half half) {
    for (Op each : half.code) {
      Place place = each.parameter == null ? null : places.get(each.parameter);
      if (place == null) each.write(mv);
      else if (each.opcode >= Opcodes.ISTORE) place.store(mv);
      else place.load(mv);
    }
    needStack(2); // the throwable, and one more to tell of it
  }

  @Override
  protected void onVisitVarInsn(int opcode, int slot) {
    mv.visitVarInsn(opcode, slots.moved(slot));
  }

  @Override
  protected void onVisitIincInsn(int slot, int increment) {
    mv.visitIincInsn(slots.moved(slot), increment);
  }

  @Override
  protected void onVisitFrame(int kind, int locals, Object[] local, int depth, Object[] stack) {
    frame.own(mv, kind, locals, local, depth, stack);
  }

  @Override
  protected void onVisitInsn(int opcode) {
    if (exit == null || opcode < Opcodes.IRETURN || opcode > Opcodes.RETURN) {
      mv.visitInsn(opcode);
      return;
    }
    // Anything else that the method has left on the stack would not be there on other ways.
    if (mv instanceof StackAwareMethodVisitor) drain((StackAwareMethodVisitor) mv);
    mv.visitJumpInsn(Opcodes.GOTO, bodyEnd);
  }

  private void drain(StackAwareMethodVisitor stack) {
    Type type = slots.returned;
    if (type == Type.VOID_TYPE) {
      stack.drainStack();
      return;
    }
    int store = type.getOpcode(Opcodes.ISTORE);
    int load = type.getOpcode(Opcodes.ILOAD);
    needLocals(stack.drainStack(store, load, StackSize.of(type.getSize())));
  }

  @Override
  public void visitLocalVariable(
      String name,
      String descriptor,
      @Nullable String signature,
      Label start,
      Label end,
      int slot) {
    // Debuggers look for "this" where it always is.
    boolean isThis = slot == 0 && name.equals("this");
    int moved = isThis ? slot : slots.moved(slot);
    mv.visitLocalVariable(name, descriptor, signature, start, end, moved);
  }

  @Override
  public AnnotationVisitor visitLocalVariableAnnotation(
      int typeReference,
      @Nullable TypePath path,
      Label[] start,
      Label[] end,
      int[] slot,
      String descriptor,
      boolean visible) {
    int[] moved = new int[slot.length];
    for (int i = 0; i < slot.length; i++) moved[i] = slots.moved(slot[i]);
    return mv.visitLocalVariableAnnotation(
        typeReference, path, start, end, moved, descriptor, visible);
  }

  @Override
  public void visitMaxs(int stack, int locals) {
    int added = 0;
    if (exit != null) {
      exit(exit);
      added = slots.moved(0) + slots.returned.getSize() + (exit.catches ? 1 : 0);
    }
    mv.visitMaxs(Math.max(maxStack, stack), Math.max(maxLocals, locals + added));
  }

  private void exit(Half half) {
    mv.visitLabel(bodyEnd);
    keepOutcome(half);
    frame.beforeExit(mv);
    Label done = new Label();
    mv.visitLabel(exitStart);
    write(half);
    mv.visitJumpInsn(Opcodes.GOTO, done);
    mv.visitLabel(exitEnd);
    frame.inExit(mv);
    HookFailures.write(mv, probe, frames);
    mv.visitLabel(done);
    frame.afterExit(mv);
    if (half.catches) throwAgain();
    int known = slots.moved(slots.size) + slots.returned.getSize() + (half.catches ? 1 : 0);
    need(half.maxStack, half.ownLocals + known);
    if (slots.returned != Type.VOID_TYPE) {
      mv.visitVarInsn(slots.returned.getOpcode(Opcodes.ILOAD), slots.returned());
    }
    mv.visitInsn(slots.returned.getOpcode(Opcodes.IRETURN));
    needStack(slots.returned.getSize());
  }

  /** What the method returns or throws goes into local variables. */
  private void keepOutcome(Half half) {
    boolean makesValue = slots.returned != Type.VOID_TYPE;
    if (makesValue || half.catches) frame.returns(mv);
    int store = makesValue ? slots.returned.getOpcode(Opcodes.ISTORE) : 0;
    if (makesValue) mv.visitVarInsn(store, slots.returned());
    if (!half.catches) return;
    Label both = new Label();
    mv.visitInsn(Opcodes.ACONST_NULL);
    mv.visitVarInsn(Opcodes.ASTORE, slots.thrown());
    mv.visitJumpInsn(Opcodes.GOTO, both);
    mv.visitLabel(caught);
    frame.throwsUp(mv);
    mv.visitVarInsn(Opcodes.ASTORE, slots.thrown());
    if (makesValue) {
      mv.visitInsn(StackKind.nothing(slots.returned));
      mv.visitVarInsn(store, slots.returned());
    }
    mv.visitLabel(both);
    needStack(1);
  }

  private void throwAgain() {
    Label returns = new Label();
    mv.visitVarInsn(Opcodes.ALOAD, slots.thrown());
    mv.visitJumpInsn(Opcodes.IFNULL, returns);
    mv.visitVarInsn(Opcodes.ALOAD, slots.thrown());
    mv.visitInsn(Opcodes.ATHROW);
    mv.visitLabel(returns);
    frame.afterExit(mv);
  }

  private void need(int stack, int locals) {
    needStack(stack);
    needLocals(locals);
  }

  private void needStack(int stack) {
    maxStack = Math.max(maxStack, stack);
  }

  private void needLocals(int locals) {
    maxLocals = Math.max(maxLocals, locals);
  }
}
