// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.alert;

import dev.faultline.agent.alert.notice.AlertGroup;
import dev.faultline.agent.alert.notice.Notice;
import dev.faultline.agent.alert.notice.Target;
import dev.faultline.agent.console.store.table.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Messages that some of their channels have had when the console was killed, and others have not.
 * Rows are there only while a message is under way to several.
 */
final class HalfTold {
  private static final class Had {
    final String event;
    final long firedMillis;
    final Set<String> channels = new HashSet<>();

    Had(String event, long firedMillis) {
      this.event = event;
      this.firedMillis = firedMillis;
    }
  }

  /** By incident. */
  private final Map<String, Had> before = new HashMap<>();

  /** What is left of the console before this one. */
  HalfTold(Connection connection) throws SQLException {
    Sql.update(
        connection,
        "DELETE FROM alert_told WHERE NOT EXISTS (SELECT 1 FROM alert_incident i"
            + " WHERE i.incident_key=alert_told.incident_key AND i.fired=alert_told.fired)");
    Sql.list(
        connection,
        row -> {
          String event = row.getString(3);
          long fired = row.getLong(4);
          Had had = before.computeIfAbsent(row.getString(1), key -> new Had(event, fired));
          return had.channels.add(row.getString(2));
        },
        "SELECT incident_key, channel, event, fired FROM alert_told");
  }

  /**
   * Those who have not had it: the notice itself, if nobody has. Each of what was left is asked for
   * once.
   */
  List<Notice> rest(Notice notice) {
    Map<Set<String>, List<AlertGroup>> byHad = new LinkedHashMap<>();
    for (AlertGroup each : notice.groups) {
      byHad.computeIfAbsent(had(notice, each), k -> new ArrayList<>()).add(each);
    }
    if (byHad.keySet().equals(Collections.singleton(Collections.<String>emptySet()))) {
      return Collections.singletonList(notice);
    }
    List<Notice> rest = new ArrayList<>();
    byHad.forEach(
        (had, groups) -> {
          List<Target> targets = new ArrayList<>(notice.targets);
          targets.removeIf(each -> had.contains(each.channel));
          if (!targets.isEmpty()) rest.add(notice.part(groups, targets));
        });
    return rest;
  }

  private Set<String> had(Notice notice, AlertGroup group) {
    Had had = before.remove(group.key);
    boolean isIt =
        had != null
            && had.event.equals(HistoryRow.event(notice, ""))
            && had.firedMillis == group.firedMillis;
    return had != null && isIt ? had.channels : Collections.<String>emptySet();
  }

  /** A channel has had it; of several messages that are under way, the first counts. */
  static void add(Connection connection, Notice notice, AlertGroup group, String channel)
      throws SQLException {
    long there =
        Sql.number(
            connection,
            "SELECT COUNT(*) FROM alert_told WHERE incident_key=? AND channel=?",
            group.key,
            channel);
    if (there > 0) return;
    Sql.update(
        connection,
        "INSERT INTO alert_told (incident_key, channel, event, fired) VALUES (?,?,?,?)",
        group.key,
        channel,
        HistoryRow.event(notice, ""),
        group.firedMillis);
  }

  /** All have had it, or it is another message that is to be told. */
  static void clear(Connection connection, Collection<String> keys) throws SQLException {
    for (String each : keys) {
      Sql.update(connection, "DELETE FROM alert_told WHERE incident_key=?", each);
    }
  }
}
