// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.timing;

import dev.faultline.agent.console.store.table.Counts;
import dev.faultline.agent.console.store.table.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one batch adds to the hours: gathered, then added to the rows that there are. */
final class HourCounts {
  private final Map<HourKey, SortedMap<Integer, Counts>> added = new HashMap<>();

  /** A row's bytes beyond what is packed, about. */
  static final int ROW_BYTES = 60;

  Counts at(HourKey key, long millis) {
    int minute = (int) ((millis - key.hour) / HourKey.MINUTE);
    return added
        .computeIfAbsent(key, k -> new TreeMap<>())
        .computeIfAbsent(minute, m -> new Counts());
  }

  /** Returns by how many bytes the rows grew. */
  long save(Connection connection) throws SQLException {
    List<@Nullable Object[]> changed = new ArrayList<>();
    List<@Nullable Object[]> fresh = new ArrayList<>();
    long grown = 0;
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT minutes, whole FROM timing_hour"
                + " WHERE kind=? AND hour_start=? AND timed_id=? AND bounds_id=?")) {
      for (Map.Entry<HourKey, SortedMap<Integer, Counts>> each : added.entrySet()) {
        HourKey key = each.getKey();
        SortedMap<Integer, Counts> minutes = each.getValue();
        select.setInt(1, key.kind);
        select.setLong(2, key.hour);
        select.setLong(3, key.timed);
        select.setInt(4, key.bounds);
        try (ResultSet row = select.executeQuery()) {
          boolean known = row.next();
          byte[] before = known ? row.getBytes(1) : new byte[0];
          byte[] after =
              known ? sum(before, row.getBoolean(2), minutes) : MinuteBytes.write(minutes);
          grown += after.length - before.length + (known ? 0 : ROW_BYTES);
          (known ? changed : fresh)
              .add(new @Nullable Object[] {after, key.kind, key.hour, key.timed, key.bounds});
        }
      }
    }
    Sql.updateAll(
        connection,
        "UPDATE timing_hour SET minutes=? WHERE kind=? AND hour_start=? AND timed_id=? AND bounds_id=?",
        changed);
    Sql.updateAll(
        connection,
        "INSERT INTO timing_hour (minutes, kind, hour_start, timed_id, bounds_id, whole)"
            + " VALUES (?,?,?,?,?,FALSE)",
        fresh);
    return grown;
  }

  private static byte[] sum(byte[] before, boolean whole, SortedMap<Integer, Counts> more) {
    SortedMap<Integer, Counts> all = MinuteBytes.read(before);
    for (Map.Entry<Integer, Counts> each : more.entrySet()) {
      int minute = whole ? MinuteBytes.WHOLE : each.getKey();
      all.computeIfAbsent(minute, m -> new Counts()).add(each.getValue());
    }
    return MinuteBytes.write(all);
  }
}
