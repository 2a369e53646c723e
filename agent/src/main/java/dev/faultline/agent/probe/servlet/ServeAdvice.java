// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.servlet;

import dev.faultline.bootstrap.hook.ServletHook;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Of a servlet's or a filter's method that serves a request. */
final class ServeAdvice {
  private ServeAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(
      @Advice.Argument(0) Object request, @Advice.Argument(1) Object response) {
    return ServletHook.enter(request, response);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable Object entered, @Advice.Thrown @Nullable Throwable thrown) {
    ServletHook.exit(entered, thrown);
  }
}
