// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import dev.faultline.bootstrap.hook.TaskHandInHook;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A dependent of a CompletableFuture was made. */
final class RegisterAdvice {
  private RegisterAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object dependent, @Advice.Argument(0) @Nullable Object executor) {
    TaskHandInHook.registered(executor, dependent);
  }
}
