// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import dev.faultline.bootstrap.hook.TaskHook;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A FutureTask runs, one time of many. */
final class PeriodicRunAdvice {
  private PeriodicRunAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(
      @Advice.This Object task, @Advice.FieldValue("callable") @Nullable Object callable) {
    return TaskHook.beginPeriodic(task, callable);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(@Advice.Enter @Nullable Object run, @Advice.Thrown @Nullable Throwable thrown) {
    TaskHook.endPeriodic(run, thrown);
  }
}
