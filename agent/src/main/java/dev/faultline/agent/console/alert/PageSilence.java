// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.alert;

import dev.faultline.agent.alert.rule.Silence;
import dev.faultline.agent.console.store.table.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

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

  /**
   * @param say takes a line for each that is not understood, which is left out
   */
  static List<PageSilence> all(Connection connection, Consumer<String> say) throws SQLException {
    List<Optional<PageSilence>> rows =
        Sql.list(
            connection,
            row -> read(row.getString(1), row.getString(2), row.getLong(3), row.getString(4), say),
            "SELECT silence_id, matchers, until_millis, remark FROM alert_silence"
                + " ORDER BY until_millis");
    List<PageSilence> all = new ArrayList<>();
    for (Optional<PageSilence> each : rows) each.ifPresent(all::add);
    return all;
  }

  private static Optional<PageSilence> read(
      String id, String matchers, long untilMillis, String comment, Consumer<String> say) {
    try {
      return Optional.of(new PageSilence(Silence.of(id, matchers, untilMillis), comment));
    } catch (IllegalArgumentException e) {
      say.accept("Alerts: the silence " + matchers + " is left out: " + e.getMessage());
      return Optional.empty();
    }
  }
}
