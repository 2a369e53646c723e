// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.servlet;

import dev.faultline.bootstrap.hook.ServletHook;
import net.bytebuddy.asm.Advice;

/** Of a request's methods that answer parameters. */
final class ParameterAdvice {
  private ParameterAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object request) {
    ServletHook.parametersRead(request);
  }
}
