// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.servlet;

import dev.faultline.bootstrap.hook.ServletHook;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Of a request's method that begins async mode. */
final class StartAsyncAdvice {
  private StartAsyncAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.Return @Nullable Object asyncContext, @Advice.Thrown @Nullable Throwable thrown) {
    ServletHook.asyncStarted(asyncContext, thrown);
  }
}
