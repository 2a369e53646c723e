// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import dev.faultline.bootstrap.hook.RejectionHook;
import java.util.concurrent.ExecutorService;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A task that was to have a thread of its own may have been rejected. */
final class AloneRejectAdvice {
  private AloneRejectAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.This ExecutorService executor, @Advice.Thrown @Nullable Throwable thrown) {
    RejectionHook.rejected(executor, thrown);
  }
}
