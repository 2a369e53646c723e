// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import dev.faultline.bootstrap.hook.StageHook;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Somebody asks a CompletableFuture for what it has come to. */
final class StageLookAdvice {
  private StageLookAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.FieldValue("result") @Nullable Object result) {
    StageHook.lookedAt(result);
  }
}
