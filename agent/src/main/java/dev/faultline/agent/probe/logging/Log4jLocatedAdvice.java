// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.logging;

import dev.faultline.bootstrap.hook.LogHook;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A logger hands a message on to its appenders, with the place where it was logged perhaps. */
final class Log4jLocatedAdvice {
  private Log4jLocatedAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.FieldValue("name") @Nullable String logger,
      @Advice.Argument(0) Object level,
      @Advice.Argument(4) @Nullable Object message,
      @Advice.Argument(5) @Nullable Throwable thrown) {
    LogHook.log4j(level, logger, message, thrown);
  }
}
