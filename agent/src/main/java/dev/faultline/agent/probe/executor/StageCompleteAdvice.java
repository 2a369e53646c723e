// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import dev.faultline.bootstrap.hook.StageHook;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** The application completes a CompletableFuture with a throwable. */
final class StageCompleteAdvice {
  private StageCompleteAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.FieldValue("result") @Nullable Object result,
      @Advice.Argument(0) @Nullable Throwable thrown,
      @Advice.Return boolean completed) {
    StageHook.completed(result, thrown, completed);
  }
}
