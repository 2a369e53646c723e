// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.fault;

import dev.faultline.agent.console.record.Batch;
import dev.faultline.agent.console.record.FaultRecord;
import dev.faultline.agent.console.store.table.Hash;
import dev.faultline.agent.console.store.table.Slots;
import dev.faultline.agent.console.store.table.Sql;
import dev.faultline.agent.console.store.table.Times;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which records of faults have come before. An answer may be lost, so that a batch comes again in
 * seconds, or, from a spool on a disk, after the night.
 */
final class FaultUids {
  private static final long KEPT_MILLIS = 2 * Times.DAY;

  /** For who sends so many that two days of them would be too much. */
  private static final int MAX_KEPT = 1_000_000;

  private static final int CHUNK = 200;
  private static final int COUNT_EVERY = 10;

  /** Looked over at once to find where to cut. */
  private static final int MAX_CUT = 100_000;

  private final int max;

  /** Of the steps of {@link #forget}: counting a million rows is not for each. */
  private int steps;

  /** What was received before is too much. */
  private long cut;

  private boolean muchMore;

  FaultUids() {
    this(MAX_KEPT);
  }

  FaultUids(int max) {
    this.max = max;
  }

  /** The faults of the batch that are new, whose ids are kept from now on. */
  List<FaultRecord> unseen(Connection connection, Batch batch) throws SQLException {
    Set<Long> seen = seen(connection, batch.faults);
    List<FaultRecord> unseen = new ArrayList<>();
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (FaultRecord each : batch.faults) {
      if (!each.uid.isEmpty()) {
        long id = Hash.of(each.uid);
        if (!seen.add(id)) continue;
        rows.add(new @Nullable Object[] {id, batch.receivedMillis});
      }
      unseen.add(each);
    }
    Sql.updateAll(connection, "INSERT INTO fault_uid (uid, received) VALUES (?,?)", rows);
    return unseen;
  }

  private static Set<Long> seen(Connection connection, List<FaultRecord> faults)
      throws SQLException {
    List<Long> ids = new ArrayList<>();
    for (FaultRecord each : faults) {
      if (!each.uid.isEmpty()) ids.add(Hash.of(each.uid));
    }
    Set<Long> seen = new HashSet<>();
    for (int from = 0; from < ids.size(); from += CHUNK) {
      List<Long> some = ids.subList(from, Math.min(ids.size(), from + CHUNK));
      seen.addAll(
          Sql.list(
              connection,
              row -> row.getLong(1),
              "SELECT uid FROM fault_uid WHERE uid IN (" + Sql.marks(some) + ")",
              some.toArray()));
    }
    return seen;
  }

  /** A step of forgetting; true when there is more. */
  boolean forget(Connection connection, long now) throws SQLException {
    if (steps++ % COUNT_EVERY == 0) count(connection);
    long before = Math.max(now - KEPT_MILLIS, cut);
    if (Slots.forget(connection, "fault_uid", "received", before, 10_000)) return true;
    if (!muchMore) return false;
    steps = 0; // and another cut
    return true;
  }

  private void count(Connection connection) throws SQLException {
    long surplus = Sql.number(connection, "SELECT COUNT(*) FROM fault_uid") - max;
    muchMore = surplus > MAX_CUT;
    if (surplus <= 0) return;
    String last = "SELECT received FROM fault_uid ORDER BY received LIMIT 1 OFFSET ";
    cut = 1 + Sql.number(connection, last + (Math.min(surplus, MAX_CUT) - 1));
  }
}
