// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.servlet;

import dev.faultline.bootstrap.hook.ServletHook;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Of a listener's method: what it throws stays with the container. */
final class ListenerAdvice {
  private ListenerAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.This Object listener,
      @Advice.Argument(0) Object event,
      @Advice.Thrown @Nullable Throwable thrown) {
    ServletHook.listenerLeft(listener, event, thrown);
  }
}
