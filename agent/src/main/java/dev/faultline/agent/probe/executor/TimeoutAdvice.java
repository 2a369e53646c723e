// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import dev.faultline.bootstrap.hook.StageHook;
import net.bytebuddy.asm.Advice;

/** The time of a CompletableFuture is up, from JDK 9 on. */
final class TimeoutAdvice {
  private TimeoutAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter() {
    StageHook.timeOut();
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit() {
    StageHook.timedOut();
  }
}
