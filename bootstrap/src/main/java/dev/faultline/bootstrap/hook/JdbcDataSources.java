// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.trace.CurrentTrace;
import org.jspecify.annotations.Nullable;

/**
 * Reads the URL that a DataSource was configured with, once per DataSource: that of a pool whose
 * connections are made on threads of its own, or of a driver's DataSource that does not go through
 * its Driver. Getters of plain properties are called, of the names that drivers and pools use;
 * nothing that could talk to the database.
 */
final class JdbcDataSources {
  private static final String[] GETTERS = {"getJdbcUrl", "getURL", "getUrl"};

  /** The state of a DataSource that gave no answer. */
  private static final Object SILENT = new Object();

  private JdbcDataSources() {}

  static @Nullable Database ask(CurrentTrace current, Object dataSource) {
    if (JdbcState.of(current, dataSource) == SILENT || !current.enterHook()) return null;
    try {
      String url = url(dataSource);
      Database database = url == null ? null : JdbcUrl.parse(url, null);
      if (database == null) JdbcState.attach(current, dataSource, SILENT);
      return database;
    } finally {
      current.exitHook();
    }
  }

  private static @Nullable String url(Object dataSource) {
    for (String getter : GETTERS) {
      try {
        Object url = dataSource.getClass().getMethod(getter).invoke(dataSource);
        if (url instanceof String) return (String) url;
      } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
        continue; // not there, not accessible, or not in the mood: the next one
      }
    }
    return null;
  }
}
