// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import dev.faultline.bootstrap.hook.StageHook;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A step of a CompletableFuture takes over the result of another one. */
final class StageRelayAdvice {
  private StageRelayAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.Argument(0) @Nullable Object source, @Advice.Return @Nullable Object outcome) {
    StageHook.passedOn(source, outcome);
  }
}
