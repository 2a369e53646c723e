// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.logging;

import dev.faultline.bootstrap.hook.LogHook;
import net.bytebuddy.asm.Advice;

/** A record that is known already is passed on to another framework. */
final class BridgeAdvice {
  private BridgeAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter() {
    LogHook.bridge(true);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit() {
    LogHook.bridge(false);
  }
}
