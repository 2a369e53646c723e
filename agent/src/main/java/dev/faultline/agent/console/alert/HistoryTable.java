// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.alert;

import dev.faultline.agent.console.store.table.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was told, held back and delivered; the newest only. Stateless. */
final class HistoryTable {
  static final int MAX_ROWS = 1_000;

  private HistoryTable() {}

  static long lastId(Connection connection) throws SQLException {
    return Sql.number(connection, "SELECT MAX(history_id) FROM alert_history");
  }

  static void add(Connection connection, HistoryRow row) throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO alert_history (history_id, happened, rule_name, incident_key, event, labels,"
            + " seen, summary, trace_ids) VALUES (?,?,?,?,?,?,?,?,?)",
        row.id,
        row.millis,
        row.rule,
        row.key,
        row.event,
        row.labels,
        row.count,
        row.text,
        row.traceIds);
    Sql.update(connection, "DELETE FROM alert_history WHERE history_id<=?", row.id - MAX_ROWS);
    Sql.update(connection, "DELETE FROM alert_delivery WHERE history_id<=?", row.id - MAX_ROWS);
  }

  static void settle(
      Connection connection, long id, int number, String channel, boolean ok, String detail)
      throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO alert_delivery (history_id, settled, channel, ok, detail) VALUES (?,?,?,?,?)",
        id,
        number,
        channel,
        ok,
        detail);
  }

  /** The newest comes first. */
  static List<HistoryRow> newest(Connection connection, int limit) throws SQLException {
    Map<Long, HistoryRow> byId = new HashMap<>();
    List<HistoryRow> rows =
        Sql.list(
            connection,
            row ->
                new HistoryRow(
                    row.getLong(1),
                    row.getLong(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6),
                    row.getLong(7),
                    row.getString(8),
                    row.getString(9)),
            "SELECT history_id, happened, rule_name, incident_key, event, labels, seen, summary,"
                + " trace_ids FROM alert_history ORDER BY history_id DESC LIMIT "
                + limit);
    if (rows.isEmpty()) return rows;
    for (HistoryRow each : rows) byId.put(each.id, each);
    Sql.list(
        connection,
        row -> {
          HistoryRow of = byId.get(row.getLong(1));
          HistoryRow.Delivery delivery =
              new HistoryRow.Delivery(row.getString(2), row.getBoolean(3), row.getString(4));
          return of != null && of.deliveries.add(delivery);
        },
        "SELECT history_id, channel, ok, detail FROM alert_delivery WHERE history_id>=?"
            + " ORDER BY history_id, settled",
        rows.get(rows.size() - 1).id);
    return rows;
  }
}
