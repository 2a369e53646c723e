// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.alert;

import dev.faultline.agent.alert.Silence;
import dev.faultline.agent.console.store.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A silence that somebody has made on the page. Immutable. */
final class PageSilence {
  final Silence silence;
  final String comment;

  PageSilence(Silence silence, String comment) {
    this.silence = silence;
    this.comment = comment;
  }

  void save(Connection connection) throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO alert_silence (silence_id, matchers, until_millis, remark) VALUES (?,?,?,?)",
        silence.id,
        silence.matchers(),
        silence.untilMillis,
        comment);
  }

  static void remove(Connection connection, String id) throws SQLException {
    Sql.update(connection, "DELETE FROM alert_silence WHERE silence_id=?", id);
  }

  static void removeOver(Connection connection, long nowMillis) throws SQLException {
    Sql.update(connection, "DELETE FROM alert_silence WHERE until_millis<=?", nowMillis);
  }

  static List<PageSilence> all(Connection connection) throws SQLException {
    return Sql.list(
        connection,
        row ->
            new PageSilence(
                Silence.of(row.getString(1), row.getString(2), row.getLong(3)), row.getString(4)),
        "SELECT silence_id, matchers, until_millis, remark FROM alert_silence"
            + " ORDER BY until_millis");
  }
}
