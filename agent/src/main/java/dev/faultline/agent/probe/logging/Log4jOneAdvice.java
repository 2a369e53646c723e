// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.logging;

import dev.faultline.bootstrap.hook.LogHook;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** An event was made of what a category was given. */
final class Log4jOneAdvice {
  private Log4jOneAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.FieldValue("categoryName") @Nullable String logger,
      @Advice.Argument(2) Object level,
      @Advice.Argument(3) @Nullable Object message,
      @Advice.Argument(4) @Nullable Throwable thrown) {
    LogHook.log4jOne(level, logger, message, thrown);
  }
}
