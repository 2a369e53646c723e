// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import dev.faultline.bootstrap.hook.OutcomeHook;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** What a task has thrown is put into its FutureTask. */
final class FutureFailAdvice {
  private FutureFailAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This Object task,
      @Advice.FieldValue("state") int state,
      @Advice.Argument(0) @Nullable Throwable thrown) {
    OutcomeHook.failed(task, state, thrown);
  }
}
