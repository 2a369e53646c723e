// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import dev.faultline.bootstrap.hook.TaskHandInHook;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A pool is given a task. */
final class ExecuteAdvice {
  private ExecuteAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(@Advice.Argument(0) @Nullable Object task) {
    return TaskHandInHook.handIn(task);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.Argument(0) @Nullable Object task,
      @Advice.Enter @Nullable Object ticket,
      @Advice.Thrown @Nullable Throwable thrown) {
    TaskHandInHook.handedIn(task, ticket, thrown);
  }
}
