// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.framework;

import dev.faultline.bootstrap.hook.FrameworkHook;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Of the look-up of a method that handles an exception. */
final class ChooseAdvice {
  private ChooseAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.Return @Nullable Object method) {
    FrameworkHook.handlerChosen(method);
  }
}
