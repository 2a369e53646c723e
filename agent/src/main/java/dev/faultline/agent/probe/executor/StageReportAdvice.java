// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import dev.faultline.bootstrap.hook.StageHook;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Somebody gets the result of a CompletableFuture. */
final class StageReportAdvice {
  private StageReportAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) @Nullable Object result) {
    StageHook.lookedAt(result);
  }
}
