// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import dev.faultline.bootstrap.hook.TaskHook;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A task that has a thread of its own runs. */
final class AloneRunAdvice {
  private AloneRunAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(
      @Advice.This Object runner, @Advice.FieldValue("task") @Nullable Object task) {
    return TaskHook.beginFuture(runner, task);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(@Advice.Enter @Nullable Object run, @Advice.Thrown @Nullable Throwable thrown) {
    TaskHook.end(run, thrown);
  }
}
