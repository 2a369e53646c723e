// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import dev.faultline.bootstrap.hook.StageHook;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A failure, of another step or of its own function, is made a step's outcome. */
final class StageDependentFailAdvice {
  private StageDependentFailAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.Argument(0) @Nullable Throwable thrown,
      @Advice.Argument(1) @Nullable Object source,
      @Advice.FieldValue("NIL") Object nil,
      @Advice.Return Object outcome) {
    StageHook.failed(source, nil, outcome, thrown);
  }
}
