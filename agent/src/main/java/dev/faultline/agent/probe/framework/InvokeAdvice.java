// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.framework;

import dev.faultline.bootstrap.hook.FrameworkHook;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Of the call of a handler method. */
final class InvokeAdvice {
  private InvokeAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(@Advice.This Object method, @Advice.Thrown @Nullable Throwable thrown) {
    FrameworkHook.handlerLeft(method, thrown);
  }
}
