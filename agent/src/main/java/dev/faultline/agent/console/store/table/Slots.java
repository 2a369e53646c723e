// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Rows of a time, let go in small steps: the oldest first. */
public final class Slots {
  private static final int STEP_ROWS = 1_000;

  private Slots() {}

  /** True when there may be more of it. */
  public static boolean forget(Connection connection, String table, long before)
      throws SQLException {
    return forget(connection, table, "slot", before, STEP_ROWS);
  }

  /**
   * About so many rows whose column is less than that; more where as many have the same value. True
   * when there may be more of it.
   */
  public static boolean forget(
      Connection connection, String table, String column, long before, int rows)
      throws SQLException {
    List<Long> end =
        Sql.list(
            connection,
            row -> row.getLong(1),
            "SELECT "
                + column
                + " FROM "
                + table
                + " WHERE "
                + column
                + "<? ORDER BY "
                + column
                + " LIMIT 1 OFFSET "
                + rows,
            before);
    // Rows with the last value of the step go with it, so that a step never does nothing.
    boolean more = !end.isEmpty();
    long last = more ? end.get(0) : before - 1;
    Sql.update(connection, "DELETE FROM " + table + " WHERE " + column + "<=?", last);
    return more;
  }
}
