// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.timing;

import dev.faultline.agent.console.store.table.Horizon;
import dev.faultline.agent.console.store.table.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the hours in bounds: minutes are added up to hours when they are two hours old, hours go
 * when they ended before details are kept, and earlier where there is no room. In small steps.
 */
final class TimingTrim {
  private static final long MINUTES_KEPT = 2 * HourKey.HOUR;
  private static final int ROWS_AT_ONCE = 500;

  private final Timed timed;

  /** Of all rows; null until it is read. */
  private @Nullable Long bytes;

  private long cleanedHour;

  TimingTrim(Timed timed) {
    this.timed = timed;
  }

  void grown(Connection connection, long more) throws SQLException {
    // what is read has the new ones already
    bytes = bytes == null ? read(connection) : Long.valueOf(bytes + more);
  }

  void readAnew() {
    bytes = null;
  }

  /** True when there is more. */
  boolean step(Connection connection, Horizon horizon) throws SQLException {
    long now = horizon.now;
    long first = horizon.details - HourKey.HOUR + 1;
    Long size = bytes;
    if (size == null) bytes = size = read(connection);
    long oldest = Math.min(oldest(connection, true), oldest(connection, false));
    if (oldest < Long.MAX_VALUE && (oldest < first || size > horizon.metricBytes)) {
      forget(connection, oldest);
      return true;
    }
    if (addUp(connection, now - MINUTES_KEPT - HourKey.HOUR)) return true;
    if (now - cleanedHour >= HourKey.HOUR) {
      cleanedHour = now;
      Sql.update(connection, "DELETE FROM timing_spans WHERE hour_start < ?", first);
      timed.removeUnused(connection);
    }
    return false;
  }

  private static long oldest(Connection connection, boolean whole) throws SQLException {
    Long hour =
        Sql.first(
            connection,
            row -> row.getLong(1),
            "SELECT hour_start FROM timing_hour WHERE whole=? ORDER BY hour_start FETCH FIRST 1 ROWS ONLY",
            whole);
    return hour == null ? Long.MAX_VALUE : hour;
  }

  /** Some rows of the oldest hour. */
  private void forget(Connection connection, long hour) throws SQLException {
    List<HourKey> keys =
        Sql.list(
            connection,
            row -> new HourKey(row.getInt(1), hour, row.getLong(2), row.getInt(3)),
            "SELECT kind, timed_id, bounds_id FROM timing_hour WHERE hour_start=?"
                + " FETCH FIRST "
                + ROWS_AT_ONCE
                + " ROWS ONLY",
            hour);
    List<@Nullable Object[]> counts = new ArrayList<>();
    List<@Nullable Object[]> spans = new ArrayList<>();
    for (HourKey each : keys) {
      counts.add(new @Nullable Object[] {each.kind, each.hour, each.timed, each.bounds});
      spans.add(new @Nullable Object[] {each.kind % 10, each.hour, each.timed});
    }
    Sql.updateAll(
        connection,
        "DELETE FROM timing_hour WHERE kind=? AND hour_start=? AND timed_id=? AND bounds_id=?",
        counts);
    Sql.updateAll(
        connection, "DELETE FROM timing_spans WHERE kind=? AND hour_start=? AND timed_id=?", spans);
    bytes = null;
  }

  /**
   * Makes one of the minutes of some rows that began at or before that; true when there may be
   * more.
   */
  private boolean addUp(Connection connection, long hour) throws SQLException {
    List<@Nullable Object[]> rows =
        Sql.list(
            connection,
            row ->
                new @Nullable Object[] {
                  MinuteBytes.whole(row.getBytes(1)),
                  row.getInt(2),
                  row.getLong(3),
                  row.getLong(4),
                  row.getInt(5)
                },
            "SELECT minutes, kind, hour_start, timed_id, bounds_id FROM timing_hour"
                + " WHERE whole=FALSE AND hour_start<=? FETCH FIRST "
                + ROWS_AT_ONCE
                + " ROWS ONLY",
            hour);
    Sql.updateAll(
        connection,
        "UPDATE timing_hour SET minutes=?, whole=TRUE"
            + " WHERE kind=? AND hour_start=? AND timed_id=? AND bounds_id=?",
        rows);
    if (!rows.isEmpty()) bytes = null;
    return rows.size() == ROWS_AT_ONCE;
  }

  private static long read(Connection connection) throws SQLException {
    return Sql.number(
        connection,
        "SELECT SUM(OCTET_LENGTH(minutes)) + COUNT(*) * "
            + HourCounts.ROW_BYTES
            + " FROM timing_hour");
  }
}
