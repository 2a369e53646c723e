// SPDX-License-Identifier: Apache-2.0
package sample;

import net.bytebuddy.asm.Advice;

public final class GreetAdvice {
  private GreetAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object self) {
    Calls.enter(self);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(@Advice.This Object self, @Advice.Thrown Throwable thrown) {
    Calls.exit(self, thrown);
  }
}
