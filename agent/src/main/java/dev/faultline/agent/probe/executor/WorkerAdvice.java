// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import dev.faultline.bootstrap.hook.TaskHook;
import dev.faultline.bootstrap.hook.ThreadHook;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A pool's worker begins, and ends. */
final class WorkerAdvice {
  private WorkerAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter() {
    ThreadHook.becomesWorker();
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(@Advice.Thrown @Nullable Throwable thrown) {
    TaskHook.workerEnded(thrown);
  }
}
