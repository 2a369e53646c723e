// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.servlet;

import dev.faultline.bootstrap.hook.ServletHook;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Of {@code AsyncContext.start}: only the container sees what it is given instead. */
final class AsyncRunAdvice {
  private AsyncRunAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(value = 0, readOnly = false) @Nullable Runnable run) {
    run = ServletHook.asyncRun(run);
  }
}
