// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.framework;

import dev.faultline.bootstrap.hook.FrameworkHook;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Of a mapper. */
final class MapAdvice {
  private MapAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.This Object mapper,
      @Advice.Argument(0) @Nullable Throwable exception,
      @Advice.Thrown @Nullable Throwable thrown) {
    FrameworkHook.mapped(mapper, exception, thrown);
  }
}
