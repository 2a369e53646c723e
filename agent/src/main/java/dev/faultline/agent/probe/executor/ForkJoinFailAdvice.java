// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import dev.faultline.bootstrap.hook.OutcomeHook;
import java.util.concurrent.ForkJoinTask;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** What a task has thrown is put into its ForkJoinTask. */
final class ForkJoinFailAdvice {
  private ForkJoinFailAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This ForkJoinTask<?> task,
      @Advice.FieldValue("status") int status,
      @Advice.Argument(0) @Nullable Throwable thrown) {
    OutcomeHook.failed(task, status, thrown);
  }
}
