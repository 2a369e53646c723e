// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import dev.faultline.bootstrap.hook.TaskHandInHook;
import java.util.concurrent.ForkJoinPool;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A fork-join pool is given a task, up to JDK 17. */
final class ForkJoinSubmitAdvice {
  private ForkJoinSubmitAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(
      @Advice.This ForkJoinPool pool, @Advice.Argument(0) @Nullable Object task) {
    return TaskHandInHook.handIn(pool, task);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.This ForkJoinPool pool,
      @Advice.Argument(0) @Nullable Object task,
      @Advice.Enter @Nullable Object ticket,
      @Advice.Thrown @Nullable Throwable thrown) {
    TaskHandInHook.handedIn(pool, task, ticket, thrown);
  }
}
