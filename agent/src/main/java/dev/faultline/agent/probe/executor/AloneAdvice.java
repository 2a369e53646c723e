// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import dev.faultline.bootstrap.hook.TaskHandInHook;
import net.bytebuddy.asm.Advice;

/** A task that will have a thread of its own was made. */
final class AloneAdvice {
  private AloneAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object task) {
    TaskHandInHook.handIn(task);
  }
}
