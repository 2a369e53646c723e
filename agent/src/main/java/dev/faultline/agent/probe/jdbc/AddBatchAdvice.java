// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.jdbc;

import dev.faultline.bootstrap.hook.JdbcBatchHook;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

final class AddBatchAdvice {
  private AddBatchAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static int enter(@Advice.This Object statement) {
    return JdbcBatchHook.adding(statement);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.Enter int before,
      @Advice.This Object statement,
      @Advice.Thrown @Nullable Throwable thrown) {
    JdbcBatchHook.added(before, statement, null, thrown);
  }
}
