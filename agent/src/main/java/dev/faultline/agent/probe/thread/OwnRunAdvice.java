// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.thread;

import dev.faultline.bootstrap.hook.ThreadHook;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A thread that has a {@code run} of its own runs: most often, but not always, as a thread. */
final class OwnRunAdvice {
  private OwnRunAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(@Advice.This Thread thread) {
    return ThreadHook.begin(thread, thread);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(@Advice.Enter @Nullable Object run, @Advice.Thrown @Nullable Throwable thrown) {
    ThreadHook.end(run, thrown);
  }
}
