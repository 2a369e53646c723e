// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.fault;

import dev.faultline.agent.console.store.table.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a list says of a group of faults. Texts are of its latest example. */
public final class FaultHead {
  static final String COLUMNS =
      "g.group_id, g.fingerprint, g.seen, g.estimated, g.first_seen, g.last_seen, g.state,"
          + " g.category, g.muted_until, g.muted_until_count, s.service, s.environment, s.release,"
          + " t.type, t.message, t.thrown_at, t.via, t.request, t.task, t.thread, t.kind,"
          + " t.severity";

  final long id;
  public final String fingerprint;
  public final GroupStatus status;
  public final long count;
  public final boolean estimated;
  public final long firstSeenMillis;
  public final long lastSeenMillis;

  /** Null unless it is muted until then. */
  public final @Nullable Long mutedUntilMillis;

  /** Null unless it is muted until it was seen as often. */
  public final @Nullable Long mutedUntilCount;

  public final String service;
  public final String environment;
  public final String release;
  public final String type;
  public final String message;
  public final String where;
  public final String via;
  public final String request;
  public final String task;
  public final String thread;
  public final String state;
  public final String category;
  public final String kind;
  public final String severity;

  /** All it was seen in. */
  public final List<String> services = new ArrayList<>();

  /** Counts of equal parts of the time that was asked for, the latest last. */
  public final long[] sparkline = new long[Sparklines.PARTS];

  FaultHead(ResultSet row) throws SQLException {
    id = row.getLong("group_id");
    fingerprint = row.getString("fingerprint");
    GroupStatus told = GroupStatus.of(row.getString("status"));
    status = told == null ? GroupStatus.OPEN : told;
    count = row.getLong("seen");
    estimated = row.getBoolean("estimated");
    firstSeenMillis = row.getLong("first_seen");
    lastSeenMillis = row.getLong("last_seen");
    boolean muted = status == GroupStatus.MUTED;
    mutedUntilMillis = muted ? Sql.longOrNull(row, "muted_until") : null;
    mutedUntilCount = muted ? Sql.longOrNull(row, "muted_until_count") : null;
    service = row.getString("service");
    environment = row.getString("environment");
    release = row.getString("release");
    type = row.getString("type");
    message = row.getString("message");
    where = row.getString("thrown_at");
    via = row.getString("via");
    request = row.getString("request");
    task = row.getString("task");
    thread = row.getString("thread");
    state = row.getString("state");
    category = row.getString("category");
    kind = row.getString("kind");
    severity = row.getString("severity");
  }
}
