// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import dev.faultline.bootstrap.hook.TaskHandInHook;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A pool's queue was emptied. */
final class DrainAdvice {
  private DrainAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.Return @Nullable List<?> tasks) {
    TaskHandInHook.drained(tasks);
  }
}
