// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import dev.faultline.bootstrap.hook.StageHook;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** What a CompletableFuture keeps of a failure was made. */
final class OutcomeMadeAdvice {
  private OutcomeMadeAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object outcome, @Advice.Argument(0) @Nullable Throwable thrown) {
    StageHook.made(outcome, thrown);
  }
}
