// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import dev.faultline.bootstrap.hook.TaskHandInHook;
import net.bytebuddy.asm.Advice;

/** A pool has rejected a task. */
final class RejectAdvice {
  private RejectAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit() {
    TaskHandInHook.rejected();
  }
}
