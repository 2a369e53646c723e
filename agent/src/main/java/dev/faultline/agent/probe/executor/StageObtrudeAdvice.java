// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import dev.faultline.bootstrap.hook.StageHook;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** The application puts a throwable in place of whatever a CompletableFuture had. */
final class StageObtrudeAdvice {
  private StageObtrudeAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.FieldValue("result") @Nullable Object result,
      @Advice.Argument(0) @Nullable Throwable thrown) {
    StageHook.completed(result, thrown, true);
  }
}
