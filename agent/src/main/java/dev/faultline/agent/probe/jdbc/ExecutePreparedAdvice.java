// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.jdbc;

import dev.faultline.bootstrap.hook.JdbcStatementHook;
import dev.faultline.bootstrap.trace.Span;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

final class ExecutePreparedAdvice {
  private ExecutePreparedAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Span enter(@Advice.This Object statement) {
    return JdbcStatementHook.enter(statement);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(@Advice.Enter @Nullable Span span, @Advice.Thrown @Nullable Throwable thrown) {
    JdbcStatementHook.exit(span, thrown);
  }
}
