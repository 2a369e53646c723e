// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.framework;

import dev.faultline.bootstrap.hook.FrameworkHook;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Of the method that looks for the answer to an exception. */
final class JerseyAdvice {
  private JerseyAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter() {
    FrameworkHook.answering();
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.This Object runtime,
      @Advice.Argument(0) @Nullable Throwable exception,
      @Advice.Thrown @Nullable Throwable thrown) {
    FrameworkHook.answered(runtime, exception, thrown);
  }
}
