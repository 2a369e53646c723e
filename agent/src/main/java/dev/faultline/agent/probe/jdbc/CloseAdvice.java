// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.jdbc;

import dev.faultline.bootstrap.hook.JdbcStatementHook;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

final class CloseAdvice {
  private CloseAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(@Advice.This Object jdbc, @Advice.Thrown @Nullable Throwable thrown) {
    JdbcStatementHook.closed(jdbc, thrown);
  }
}
