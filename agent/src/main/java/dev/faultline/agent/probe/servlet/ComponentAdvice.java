// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.servlet;

import dev.faultline.bootstrap.hook.ServletHook;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Of a method that only a container calls: what it throws stays there. */
final class ComponentAdvice {
  private ComponentAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(@Advice.This Object component, @Advice.Thrown @Nullable Throwable thrown) {
    ServletHook.componentLeft(component, thrown);
  }
}
