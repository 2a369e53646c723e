// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.logging;

import dev.faultline.bootstrap.hook.LogHook;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** An event was made of what a logger was given. */
final class LogbackAdvice {
  private LogbackAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.FieldValue("loggerName") @Nullable String logger,
      @Advice.Argument(2) Object level,
      @Advice.Argument(3) @Nullable String message,
      @Advice.Argument(4) @Nullable Throwable thrown,
      @Advice.Argument(5) Object @Nullable [] arguments) {
    LogHook.logback(level, logger, message, arguments, thrown);
  }
}
