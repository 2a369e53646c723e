// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.jdbc;

import dev.faultline.bootstrap.hook.JdbcConnectionHook;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

final class CreateStatementAdvice {
  private CreateStatementAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.This Object connection,
      @Advice.Return @Nullable Object statement,
      @Advice.Thrown @Nullable Throwable thrown) {
    JdbcConnectionHook.created(connection, statement, thrown);
  }
}
