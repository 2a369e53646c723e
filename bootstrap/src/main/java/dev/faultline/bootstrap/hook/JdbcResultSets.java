// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.trace.CurrentTrace;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Asks a ResultSet for its statement, after it has failed. By reflection, because java.sql is not
 * what every JVM has, nor what the bootstrap loader sees.
 */
final class JdbcResultSets {
  /** Of java.sql.ResultSet; null until it was needed. Every thread finds the same. */
  private static @Nullable Method getter;

  private JdbcResultSets() {}

  /** Null when it does not say: most drivers refuse once it is closed. */
  static @Nullable Object statement(CurrentTrace current, Object resultSet) {
    if (!current.enterHook()) return null;
    try {
      Method found = getter;
      if (found == null) {
        Class<?> type =
            Class.forName("java.sql.ResultSet", false, resultSet.getClass().getClassLoader());
        found = type.getMethod("getStatement");
        getter = found;
      }
      return found.invoke(resultSet);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return null;
    } finally {
      current.exitHook();
    }
  }
}
