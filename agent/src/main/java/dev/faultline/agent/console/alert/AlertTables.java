// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.alert;

import dev.faultline.agent.alert.state.Incident;
import dev.faultline.agent.console.store.table.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements of the tables of alerts. Stateless. */
final class AlertTables {
  /** So many faults are remembered; of more, those go that were first seen longest ago. */
  private static final int MAX_SEEN = 200_000;

  private AlertTables() {}

  static boolean isSeen(Connection connection, String key) throws SQLException {
    return Sql.number(connection, "SELECT COUNT(*) FROM alert_seen WHERE seen_key=?", key) > 0;
  }

  static void see(Connection connection, List<@Nullable Object[]> rows) throws SQLException {
    Sql.upsertAll(
        connection,
        "UPDATE alert_seen SET seen_at=? WHERE seen_key=?",
        "INSERT INTO alert_seen (seen_at, seen_key) VALUES (?,?)",
        rows);
  }

  /** Lets go what is too much. */
  static void trimSeen(Connection connection) throws SQLException {
    long count = Sql.number(connection, "SELECT COUNT(*) FROM alert_seen");
    if (count <= MAX_SEEN) return;
    long until =
        Sql.number(
            connection,
            "SELECT seen_at FROM alert_seen ORDER BY seen_at LIMIT 1 OFFSET "
                + (count - MAX_SEEN / 10 * 9));
    Sql.update(connection, "DELETE FROM alert_seen WHERE seen_at<?", until);
  }

  static List<Incident> incidents(Connection connection) throws SQLException {
    return Sql.list(
        connection,
        row ->
            new Incident(
                row.getString(1),
                row.getString(2),
                Labels.of(row.getString(3)),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10)),
        "SELECT incident_key, rule_name, labels, fired, told, announced, seen, told_seen,"
            + " first_seen, last_seen FROM alert_incident ORDER BY fired, incident_key");
  }

  static void save(Connection connection, Incident incident) throws SQLException {
    Sql.upsertAll(
        connection,
        "UPDATE alert_incident SET rule_name=?, labels=?, fired=?, told=?, announced=?, seen=?,"
            + " told_seen=?, first_seen=?, last_seen=? WHERE incident_key=?",
        "INSERT INTO alert_incident (rule_name, labels, fired, told, announced, seen, told_seen,"
            + " first_seen, last_seen, incident_key) VALUES (?,?,?,?,?,?,?,?,?,?)",
        Collections.singletonList(
            new @Nullable Object[] {
              incident.rule,
              Labels.text(incident.labels),
              incident.firedMillis,
              incident.toldMillis,
              incident.announcedMillis,
              incident.count,
              incident.toldCount,
              incident.firstMillis,
              incident.lastMillis,
              incident.key
            }));
  }

  static void remove(Connection connection, String key) throws SQLException {
    Sql.update(connection, "DELETE FROM alert_incident WHERE incident_key=?", key);
  }

  /** Empty where there is none. */
  static String text(Connection connection, String name) throws SQLException {
    String text =
        Sql.first(
            connection,
            row -> row.getString(1),
            "SELECT content FROM alert_text WHERE name=?",
            name);
    return text == null ? "" : text;
  }

  static void text(Connection connection, String name, String content) throws SQLException {
    Sql.upsertAll(
        connection,
        "UPDATE alert_text SET content=? WHERE name=?",
        "INSERT INTO alert_text (content, name) VALUES (?,?)",
        Collections.singletonList(new @Nullable Object[] {content, name}));
  }
}
