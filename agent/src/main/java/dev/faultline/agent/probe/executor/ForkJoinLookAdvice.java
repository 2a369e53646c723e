// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import dev.faultline.bootstrap.hook.OutcomeHook;
import net.bytebuddy.asm.Advice;

/** Somebody asks a ForkJoinTask for what it has come to. */
final class ForkJoinLookAdvice {
  private ForkJoinLookAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object task) {
    OutcomeHook.lookedAt(task);
  }
}
