// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/**
 * The local variables of a method with advice: the arguments, what the advice has returned that
 * went before, then those of the method, to which its arguments are copied if there is advice
 * behind it: that one sees what the caller has given. When the method is through, their place is
 * taken by what it returns or throws.
 */
final class Slots {
  final Type[] arguments;

  /** What the advice before returns and the one behind is given; else void. */
  final Type entered;

  final Type returned;

  /** Of the arguments, with {@code this}. */
  final int size;

  final boolean copies;
  private final boolean ofInstance;

  Slots(WovenMethod method, PlainAdvice.@Nullable Half enter, PlainAdvice.@Nullable Half exit) {
    arguments = Type.getArgumentTypes(method.getDescriptor());
    returned = Type.getReturnType(method.getDescriptor());
    ofInstance = !method.isStatic();
    size = method.getStackSize();
    copies = exit != null;
    entered = enter == null || exit == null ? Type.VOID_TYPE : enter.returned;
  }

  int entered() {
    return size;
  }

  int returned() {
    return size + entered.getSize();
  }

  int thrown() {
    return returned() + returned.getSize();
  }

  /** Where the method's own variable went. */
  int moved(int slot) {
    return copies ? returned() + slot : slot;
  }

  /** The argument as the caller has given it, or null. */
  @Nullable Place argument(int index) {
    if (index >= arguments.length) return null;
    int slot = ofInstance ? 1 : 0;
    for (int i = 0; i < index; i++) slot += arguments[i].getSize();
    return Place.local(slot, arguments[index]);
  }
}
