// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import dev.faultline.bootstrap.hook.TaskHook;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A wrapper of the JDK calls what it wraps. */
final class UnwrapCallableAdvice {
  private UnwrapCallableAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This Object wrapper, @Advice.FieldValue("callable") @Nullable Object wrapped) {
    TaskHook.unwrap(wrapper, wrapped);
  }
}
