// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import dev.faultline.bootstrap.hook.TaskHook;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** The first step of a CompletableFuture runs. */
final class AsyncRunAdvice {
  private AsyncRunAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(
      @Advice.This Object task, @Advice.FieldValue("fn") @Nullable Object function) {
    return TaskHook.beginFuture(task, function);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(@Advice.Enter @Nullable Object run, @Advice.Thrown @Nullable Throwable thrown) {
    TaskHook.end(run, thrown);
  }
}
