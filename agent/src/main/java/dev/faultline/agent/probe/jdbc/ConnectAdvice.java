// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.jdbc;

import dev.faultline.bootstrap.hook.JdbcConnectHook;
import dev.faultline.bootstrap.trace.Span;
import java.util.Properties;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

final class ConnectAdvice {
  private ConnectAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Span enter() {
    return JdbcConnectHook.enterConnect();
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable Span span,
      @Advice.Argument(0) @Nullable String url,
      @Advice.Argument(1) @Nullable Properties properties,
      @Advice.Return @Nullable Object connection,
      @Advice.Thrown @Nullable Throwable thrown) {
    JdbcConnectHook.exitConnect(span, url, properties, connection, thrown);
  }
}
