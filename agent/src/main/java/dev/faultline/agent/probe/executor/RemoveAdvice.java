// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import dev.faultline.bootstrap.hook.TaskHandInHook;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A task was taken out of a pool's queue. */
final class RemoveAdvice {
  private RemoveAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.Argument(0) @Nullable Object task, @Advice.Return boolean removed) {
    TaskHandInHook.removed(task, removed);
  }
}
