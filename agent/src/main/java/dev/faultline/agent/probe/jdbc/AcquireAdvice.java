// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.jdbc;

import dev.faultline.bootstrap.hook.JdbcConnectHook;
import dev.faultline.bootstrap.trace.Span;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

final class AcquireAdvice {
  private AcquireAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Span enter(@Advice.This Object dataSource) {
    return JdbcConnectHook.enterAcquire(dataSource);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable Span span,
      @Advice.This Object dataSource,
      @Advice.Return @Nullable Object connection,
      @Advice.Thrown @Nullable Throwable thrown) {
    JdbcConnectHook.exitAcquire(span, dataSource, connection, thrown);
  }
}
