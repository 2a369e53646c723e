// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.framework;

import dev.faultline.bootstrap.hook.FrameworkHook;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Of a resolver: an answer means that it has handled the exception. */
final class ResolveAdvice {
  private ResolveAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.This Object resolver,
      @Advice.Argument(3) @Nullable Throwable exception,
      @Advice.Return @Nullable Object view) {
    FrameworkHook.resolved(resolver, exception, view);
  }
}
