// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store;

import dev.faultline.agent.console.store.table.Arrived;
import dev.faultline.agent.console.store.table.Sources;
import dev.faultline.agent.console.store.table.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** What there is, in numbers. */
public final class Summary {
  /** Groups of faults that are kept. */
  public final long faultGroups;

  public final List<String> services;
  public final List<String> environments;

  /** When the oldest trace came, in milliseconds since 1970; 0 when there is none. */
  public final long oldestMillis;

  private final Map<String, Long> arrived;

  Summary(Connection connection) throws SQLException {
    faultGroups = Sql.number(connection, "SELECT COUNT(*) FROM fault_group");
    services = Sources.services(connection);
    environments = Sources.environments(connection);
    oldestMillis = Sql.number(connection, "SELECT received FROM trace ORDER BY trace_no LIMIT 1");
    arrived = Arrived.all(connection);
  }

  /**
   * Of all that ever arrived: faults, traces, spans, failed, slow, statements, statementsFolded,
   * lines, linesNotKept, points, rejected.
   */
  public long arrived(String name) {
    return arrived.getOrDefault(name, 0L);
  }
}
