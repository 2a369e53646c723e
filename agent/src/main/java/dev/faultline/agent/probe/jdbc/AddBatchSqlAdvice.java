// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.jdbc;

import dev.faultline.bootstrap.hook.JdbcBatchHook;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

final class AddBatchSqlAdvice {
  private AddBatchSqlAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static int enter(@Advice.This Object statement) {
    return JdbcBatchHook.adding(statement);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.Enter int before,
      @Advice.This Object statement,
      @Advice.Argument(0) @Nullable String sql,
      @Advice.Thrown @Nullable Throwable thrown) {
    JdbcBatchHook.added(before, statement, sql, thrown);
  }
}
