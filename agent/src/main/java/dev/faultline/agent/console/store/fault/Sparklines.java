// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.fault;

import dev.faultline.agent.console.store.table.Sql;
import dev.faultline.agent.console.store.table.Times;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts over time, in equal parts: the last 24 hours by the hour, or since a moment. */
final class Sparklines {
  static final int PARTS = 24;

  private final long begin;

  /** How long one part is, in milliseconds. */
  final long partMillis;

  private final String table;

  /**
   * @param since milliseconds since 1970; 0 for the last 24 hours
   */
  Sparklines(long now, long since) {
    boolean hourly = since <= 0;
    long end = hourly ? now - now % Times.HOUR + Times.HOUR : now + 1;
    begin = hourly ? end - Times.DAY : Math.min(since, now - PARTS);
    partMillis = hourly ? Times.HOUR : Math.max(1, (end - begin + PARTS - 1) / PARTS);
    // minutes are kept for a day
    table = hourly || end - begin > Times.DAY ? "fault_hour" : "fault_minute";
  }

  void fill(Connection connection, List<FaultHead> heads) throws SQLException {
    if (heads.isEmpty()) return;
    Map<Long, FaultHead> byId = new HashMap<>();
    for (FaultHead each : heads) byId.put(each.id, each);
    @Nullable Object[] values = new @Nullable Object[byId.size() + 1];
    int count = 0;
    for (Long each : byId.keySet()) values[count++] = each;
    boolean hours = table.equals("fault_hour");
    values[count] = begin - begin % (hours ? Times.HOUR : Times.MINUTE);
    Sql.list(
        connection,
        row -> {
          FaultHead head = byId.get(row.getLong(1));
          int part = (int) Math.max(0, (row.getLong(2) - begin) / partMillis);
          if (head != null && part < PARTS) head.sparkline[part] += row.getLong(3);
          return part;
        },
        "SELECT group_id, slot, seen FROM "
            + table
            + " WHERE group_id IN ("
            + Sql.marks(byId.keySet())
            + ") AND slot>=?",
        values);
  }
}
