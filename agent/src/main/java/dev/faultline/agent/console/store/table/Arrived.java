// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.table;

import dev.faultline.agent.console.record.Batch;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of all that ever arrived, by name. Parts add to them while they write; as the last part,
 * this keeps the sums.
 */
public final class Arrived implements Part {
  private final Map<String, Long> added = new TreeMap<>();

  /** Within the batch that is being written. */
  public void add(String name, long n) {
    if (n != 0) added.merge(name, n, Long::sum);
  }

  @Override
  public void write(Connection connection, Batch batch) throws SQLException {
    add("points", batch.metrics.size());
    add("lines", batch.lines.size());
    add("rejected", batch.rejected);
    List<@Nullable Object[]> rows = new ArrayList<>();
    added.forEach((name, n) -> rows.add(new @Nullable Object[] {n, name}));
    Sql.upsertAll(
        connection,
        "UPDATE arrived SET n=n+? WHERE name=?",
        "INSERT INTO arrived (n, name) VALUES (?,?)",
        rows);
    added.clear();
  }

  @Override
  public boolean forget(Connection connection, Horizon horizon) {
    return false;
  }

  @Override
  public void rolledBack() {
    added.clear();
  }

  /** All of them, by name. */
  public static Map<String, Long> all(Connection connection) throws SQLException {
    Map<String, Long> all = new HashMap<>();
    Sql.list(
        connection,
        row -> all.put(row.getString(1), row.getLong(2)),
        "SELECT name, n FROM arrived");
    return all;
  }
}
