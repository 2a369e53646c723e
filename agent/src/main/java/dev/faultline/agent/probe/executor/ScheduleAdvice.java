// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import dev.faultline.bootstrap.hook.TaskHandInHook;
import java.util.concurrent.ThreadPoolExecutor;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A pool is given a task to run later. */
final class ScheduleAdvice {
  private ScheduleAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(
      @Advice.This ThreadPoolExecutor pool, @Advice.Argument(0) @Nullable Object task) {
    return TaskHandInHook.handInScheduled(pool, task);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.Argument(0) @Nullable Object task,
      @Advice.Enter @Nullable Object ticket,
      @Advice.Thrown @Nullable Throwable thrown) {
    TaskHandInHook.handedIn(task, ticket, thrown);
  }
}
