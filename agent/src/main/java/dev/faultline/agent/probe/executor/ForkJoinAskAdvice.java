// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import dev.faultline.bootstrap.hook.OutcomeHook;
import net.bytebuddy.asm.Advice;

/** Somebody asks a ForkJoinTask whether it has failed. */
final class ForkJoinAskAdvice {
  private ForkJoinAskAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object task, @Advice.Return boolean failed) {
    OutcomeHook.lookedAt(task, failed);
  }
}
