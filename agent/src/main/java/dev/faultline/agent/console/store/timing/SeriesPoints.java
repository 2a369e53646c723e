// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.timing;

import dev.faultline.agent.console.store.table.Sql;
import dev.faultline.agent.console.store.table.Varints;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The last point of each series of one process, read for a batch and written with it, in the same
 * transaction: so a point that was counted is never counted again, whatever ends in between.
 */
final class SeriesPoints {
  static final int MAX_SERIES = 4_000;

  /** A process that began so long before us is counted from its beginning. */
  private static final long SLACK_MILLIS = 60_000;

  /** Whose last point is so much older than another may make room for that. */
  private static final long SILENT_NANOS = 3_600_000_000_000L;

  private static final int MOST_AT_ONCE = 200;

  private final Instance instance;
  private final long startedMillis;
  private final Map<Long, PointDelta> last = new HashMap<>();

  /** Kind and start of series that were told before this batch. */
  private final Set<String> told = new HashSet<>();

  private final Map<Long, @Nullable Object[]> changed = new HashMap<>();
  private final Set<Long> gone = new HashSet<>();
  private boolean isFull;
  private long leftOut;

  /**
   * @param startedMillis when the console began to listen
   */
  SeriesPoints(Connection connection, Instance instance, long startedMillis) throws SQLException {
    this.instance = instance;
    this.startedMillis = startedMillis;
    Sql.list(
        connection,
        row -> {
          long start = row.getLong(3);
          told.add(row.getInt(2) + " " + start);
          long[] counts = Varints.all(row.getBytes(5));
          PointDelta point = new PointDelta(start, row.getLong(4), counts, row.getLong(6));
          return last.put(row.getLong(1), point);
        },
        "SELECT series_hash, kind, start_nanos, time_nanos, counts, total_micros"
            + " FROM metric_point WHERE instance_id=?",
        instance.number);
  }

  /** What the point adds; null when that is nothing. */
  @Nullable PointDelta add(DurationPoint point, long receivedMillis) {
    // Who does not say which process it is may be several: their starts tell them apart.
    // Deltas begin anew each time: then it would be a series for each point.
    boolean anonymous = instance.id.isEmpty();
    long series = point.seriesHash(anonymous && !point.record.delta);
    PointDelta now = point.whole(receivedMillis * 1_000_000);
    PointDelta before = last.get(series);
    if (before == null && last.size() >= MAX_SERIES && !makeRoom(now)) {
      leftOut++;
      return null;
    }
    PointDelta more;
    if (before != null) {
      more =
          anonymous && point.record.delta
              ? now.unless(before)
              : now.since(before, point.record.delta);
      if (more == null) return null;
    } else {
      more = isOurs(point, now, receivedMillis) ? now : null;
    }
    last.put(series, now);
    changed.put(
        series,
        new @Nullable Object[] {
          point.key.kind.measured,
          now.startNanos,
          now.timeNanos,
          Varints.of(now.counts),
          now.totalMicros,
          instance.number,
          series
        });
    return more;
  }

  /**
   * Some that were silent longest go: whether there were any. What was told within the hour stays,
   * or it would be counted whole when it is told again.
   */
  private boolean makeRoom(PointDelta now) {
    if (isFull) return false;
    List<Map.Entry<Long, PointDelta>> oldest = new ArrayList<>(last.entrySet());
    oldest.removeIf(each -> each.getValue().timeNanos > now.timeNanos - SILENT_NANOS);
    oldest.sort(Comparator.comparingLong(each -> each.getValue().timeNanos));
    for (int i = 0; i < oldest.size() && i < MOST_AT_ONCE; i++) {
      long series = oldest.get(i).getKey();
      last.remove(series);
      changed.remove(series);
      gone.add(series);
    }
    isFull = oldest.isEmpty();
    return !isFull;
  }

  /**
   * Whether all that a series has counted when we first hear of it came while we listened: it began
   * after we first heard of its process; or others that began with it were told without it before;
   * or it is no older than we are.
   */
  private boolean isOurs(DurationPoint point, PointDelta now, long receivedMillis) {
    if (point.record.delta) return true;
    if (now.startNanos <= 0) return false;
    if (now.startNanos / 1_000_000 >= instance.firstSeen) return true;
    if (told.contains(point.key.kind.measured + " " + now.startNanos)) return true;
    long age = (now.timeNanos - now.startNanos) / 1_000_000;
    return age <= receivedMillis - startedMillis + SLACK_MILLIS;
  }

  void save(Connection connection) throws SQLException {
    List<@Nullable Object[]> deleted = new ArrayList<>();
    for (long each : gone) deleted.add(new @Nullable Object[] {instance.number, each});
    Sql.updateAll(
        connection, "DELETE FROM metric_point WHERE instance_id=? AND series_hash=?", deleted);
    List<@Nullable Object[]> rows = new ArrayList<>(changed.values());
    Sql.upsertAll(
        connection,
        "UPDATE metric_point SET kind=?, start_nanos=?, time_nanos=?, counts=?, total_micros=?"
            + " WHERE instance_id=? AND series_hash=?",
        "INSERT INTO metric_point (kind, start_nanos, time_nanos, counts, total_micros,"
            + " instance_id, series_hash) VALUES (?,?,?,?,?,?,?)",
        rows);
  }

  long leftOut() {
    return leftOut;
  }
}
