// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import dev.faultline.bootstrap.hook.TaskHandInHook;
import net.bytebuddy.asm.Advice;

/** A task was made that a scheduled pool is to run, once or repeatedly. */
final class ScheduledMadeAdvice {
  private ScheduledMadeAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object task, @Advice.FieldValue("period") long period) {
    TaskHandInHook.scheduled(task, period);
  }
}
