// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import dev.faultline.bootstrap.hook.TaskHandInHook;
import java.util.concurrent.ForkJoinPool;
import net.bytebuddy.asm.Advice;

/** A fork-join pool is given a task to run later, from JDK 25 on. */
final class ForkJoinDelayAdvice {
  private ForkJoinDelayAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.This Object task,
      @Advice.FieldValue("pool") ForkJoinPool pool,
      @Advice.FieldValue("nextDelay") long nextDelay) {
    TaskHandInHook.delayed(pool, task, nextDelay);
  }
}
