// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import dev.faultline.bootstrap.hook.StageHook;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** What a step of a CompletableFuture has thrown is made its outcome. */
final class StageFailAdvice {
  private StageFailAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.Argument(0) @Nullable Throwable thrown, @Advice.Return Object outcome) {
    StageHook.failed(outcome, thrown);
  }
}
