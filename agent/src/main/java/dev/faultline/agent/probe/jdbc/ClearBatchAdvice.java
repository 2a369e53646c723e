// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.jdbc;

import dev.faultline.bootstrap.hook.JdbcBatchHook;
import net.bytebuddy.asm.Advice;

final class ClearBatchAdvice {
  private ClearBatchAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object statement) {
    JdbcBatchHook.cleared(statement);
  }
}
