// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.subject.SqlStatement;
import dev.faultline.bootstrap.trace.CurrentTrace;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/** What a pool's invocation handler stands for: those of tomcat-jdbc keep the statement's text. */
final class JdbcProxies {
  private JdbcProxies() {}

  static @Nullable SqlStatement subject(CurrentTrace current, Object handler) {
    if (!current.enterHook()) return null;
    try {
      Field query = handler.getClass().getDeclaredField("query");
      query.setAccessible(true);
      Object sql = query.get(handler);
      return sql instanceof String ? JdbcStatements.of(null, (String) sql) : null;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    } finally {
      current.exitHook();
    }
  }
}
