// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.jdbc;

import dev.faultline.bootstrap.hook.JdbcConnectionHook;
import dev.faultline.bootstrap.trace.Span;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

final class PrepareAdvice {
  private PrepareAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Span enter(@Advice.This Object connection) {
    return JdbcConnectionHook.enterPrepare(connection);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable Span span,
      @Advice.This Object connection,
      @Advice.Argument(0) @Nullable String sql,
      @Advice.Return @Nullable Object statement,
      @Advice.Thrown @Nullable Throwable thrown) {
    JdbcConnectionHook.exitPrepare(span, connection, sql, statement, thrown);
  }
}
