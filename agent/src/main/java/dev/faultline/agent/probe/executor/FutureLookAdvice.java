// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import dev.faultline.bootstrap.hook.OutcomeHook;
import net.bytebuddy.asm.Advice;

/** Somebody asks a FutureTask for what it has come to. */
final class FutureLookAdvice {
  private FutureLookAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object task, @Advice.FieldValue("state") int state) {
    OutcomeHook.lookedAt(task, state);
  }
}
