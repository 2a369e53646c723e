// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import dev.faultline.bootstrap.hook.TaskHook;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A dependent step of a CompletableFuture runs, on an executor that is no fork-join pool. */
final class DependentRunAdvice {
  private DependentRunAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(@Advice.This Object task) {
    return TaskHook.beginFuture(task, null);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(@Advice.Enter @Nullable Object run, @Advice.Thrown @Nullable Throwable thrown) {
    TaskHook.end(run, thrown);
  }
}
