// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.fault;

import dev.faultline.agent.console.record.FaultRecord;
import dev.faultline.agent.console.store.table.Sql;
import dev.faultline.agent.console.store.table.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A row of the table fault_group, as the writer changes it. */
final class GroupRow {
  static final String COLUMNS =
      "group_id, fingerprint, seen, estimated, first_seen, last_seen, last_received, heat,"
          + " examples, bytes, state, category, acknowledged, regressed, resolved_at, muted,"
          + " muted_until, muted_until_count";

  /** Of a group's rows beside its examples, index entries included, about. */
  private static final int ROW_BYTES = 3_000;

  private static final double HOUR_MILLIS = 3_600_000;

  final long id;
  final String fingerprint;
  private long seen;
  private boolean estimated;
  private long firstSeen = Long.MAX_VALUE;
  private long lastSeen;
  private long lastReceived;
  private double heat = Double.NEGATIVE_INFINITY;
  long examples;
  long bytes = ROW_BYTES;
  private String state = "";
  private String category = "";
  private boolean acknowledged;
  private boolean regressed;
  @Nullable Long resolvedAt;
  private boolean muted;
  private @Nullable Long mutedUntil;
  private @Nullable Long mutedUntilCount;

  GroupRow(long id, String fingerprint) {
    this.id = id;
    this.fingerprint = fingerprint;
  }

  GroupRow(ResultSet row) throws SQLException {
    id = row.getLong("group_id");
    fingerprint = row.getString("fingerprint");
    seen = row.getLong("seen");
    estimated = row.getBoolean("estimated");
    firstSeen = row.getLong("first_seen");
    lastSeen = row.getLong("last_seen");
    lastReceived = row.getLong("last_received");
    heat = row.getDouble("heat");
    examples = row.getLong("examples");
    bytes = row.getLong("bytes");
    state = row.getString("state");
    category = row.getString("category");
    acknowledged = row.getBoolean("acknowledged");
    regressed = row.getBoolean("regressed");
    resolvedAt = Sql.longOrNull(row, "resolved_at");
    muted = row.getBoolean("muted");
    mutedUntil = Sql.longOrNull(row, "muted_until");
    mutedUntilCount = Sql.longOrNull(row, "muted_until_count");
  }

  /** The number comes last, as UPDATE and INSERT both want it. */
  @Nullable Object[] values() {
    return new @Nullable Object[] {
      fingerprint,
      seen,
      estimated,
      firstSeen,
      lastSeen,
      lastReceived,
      heat,
      examples,
      bytes,
      state,
      category,
      acknowledged,
      regressed,
      resolvedAt,
      muted,
      mutedUntil,
      mutedUntilCount,
      id
    };
  }

  void count(FaultRecord fault, long received) {
    seen += fault.count;
    estimated |= fault.estimated;
    firstSeen = Math.min(firstSeen, Times.seen(fault.firstNanos, received));
    lastSeen = Math.max(lastSeen, Times.seen(fault.lastNanos, received));
    lastReceived = received;
    double at = Times.slotted(fault.lastNanos, received) / HOUR_MILLIS;
    heat = sum(heat, log2(fault.count) + at);
  }

  /** It is an example, whose bytes are so many. */
  void exemplify(FaultRecord fault, int packed) {
    state = fault.state;
    category = fault.category;
    examples++;
    bytes = ROW_BYTES + packed * Math.min(examples, FaultTables.SLOTS);
  }

  /** Whether it may be seen again somewhere after it was resolved. */
  boolean mayRegress() {
    return resolvedAt != null || regressed;
  }

  void regress() {
    resolvedAt = null;
    regressed = true;
  }

  /** The logarithm of a sum, of logarithms. */
  private static double sum(double a, double b) {
    double high = Math.max(a, b);
    return high + log2(1 + Math.pow(2, Math.min(a, b) - high));
  }

  private static double log2(double n) {
    return Math.log(n) / Math.log(2);
  }
}
