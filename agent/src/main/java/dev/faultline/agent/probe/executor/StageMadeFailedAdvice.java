// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import dev.faultline.bootstrap.hook.StageHook;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** The application makes a CompletableFuture that has failed already. */
final class StageMadeFailedAdvice {
  private StageMadeFailedAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.Argument(0) @Nullable Throwable thrown) {
    StageHook.madeFailed(thrown);
  }
}
