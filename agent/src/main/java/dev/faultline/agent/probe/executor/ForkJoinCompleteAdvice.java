// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import dev.faultline.bootstrap.hook.OutcomeHook;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** The application completes a ForkJoinTask with a throwable of its own. */
final class ForkJoinCompleteAdvice {
  private ForkJoinCompleteAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter() {
    return OutcomeHook.complete();
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(@Advice.Enter @Nullable Object runs) {
    OutcomeHook.completed(runs);
  }
}
