// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import dev.faultline.bootstrap.hook.TaskHook;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A task that a fork-join pool was given to run later, or repeatedly, runs. */
final class ForkJoinScheduledAdvice {
  private ForkJoinScheduledAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This Object task,
      @Advice.FieldValue("runnable") @Nullable Object runnable,
      @Advice.FieldValue("callable") @Nullable Object callable,
      @Advice.FieldValue("nextDelay") long nextDelay) {
    TaskHook.beginScheduled(task, runnable, callable, nextDelay);
  }
}
