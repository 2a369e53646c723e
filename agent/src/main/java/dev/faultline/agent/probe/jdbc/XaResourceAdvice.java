// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.jdbc;

import dev.faultline.bootstrap.hook.JdbcConnectHook;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

final class XaResourceAdvice {
  private XaResourceAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object connection, @Advice.Return @Nullable Object resource) {
    JdbcConnectHook.resource(connection, resource);
  }
}
