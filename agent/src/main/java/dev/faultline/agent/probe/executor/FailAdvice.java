// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import dev.faultline.bootstrap.hook.TaskHook;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** What a task has thrown is put into its future. */
final class FailAdvice {
  private FailAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) @Nullable Throwable thrown) {
    TaskHook.failed(thrown);
  }
}
