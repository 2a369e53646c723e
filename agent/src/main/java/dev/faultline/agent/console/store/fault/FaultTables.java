// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.fault;

import dev.faultline.agent.console.record.AttributeMap;
import dev.faultline.agent.console.record.Batch;
import dev.faultline.agent.console.record.FaultRecord;
import dev.faultline.agent.console.store.table.Arrived;
import dev.faultline.agent.console.store.table.Codec;
import dev.faultline.agent.console.store.table.Horizon;
import dev.faultline.agent.console.store.table.Part;
import dev.faultline.agent.console.store.table.Slots;
import dev.faultline.agent.console.store.table.Sources;
import dev.faultline.agent.console.store.table.Sql;
import dev.faultline.agent.console.store.table.Times;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Groups of faults: exact counts, and a few examples of each. A record counts once, however often
 * it is sent, as long as its id is remembered.
 */
public final class FaultTables implements Part {
  /** The first there was, and the latest. */
  static final int SLOTS = 6;

  static final int MAX_MESSAGE = 1_000;
  private static final int STEP_GROUPS = 50;

  private static final String[] TABLES = {
    "fault_text", "fault_source", "fault_minute", "fault_hour", "fault_example", "fault_group"
  };

  private final Sources sources;
  private final Arrived arrived;
  private final FaultUids uids = new FaultUids();

  /** Of all rows; null until it is read. */
  private @Nullable Long bytes;

  private long lastId;
  private Changes changes = new Changes();

  public FaultTables(Sources sources, Arrived arrived) {
    this.sources = sources;
    this.arrived = arrived;
  }

  /** What the last write has changed. */
  public Changes changes() {
    return changes;
  }

  @Override
  public void write(Connection connection, Batch batch) throws SQLException {
    changes = new Changes();
    if (batch.faults.isEmpty()) return;
    long before = bytes(connection);
    List<FaultRecord> faults = uids.unseen(connection, batch);
    GroupWork work = new GroupWork(connection, faults, lastId, changes);
    for (FaultRecord each : faults) add(connection, work, each, batch.receivedMillis);
    work.save(connection);
    Untold.add(connection, changes);
    lastId = work.lastId();
    bytes = before + work.grownBy();
  }

  private void add(Connection connection, GroupWork work, FaultRecord fault, long received)
      throws SQLException {
    long source = sources.id(connection, fault.source);
    GroupRow group = work.of(fault.fingerprint);
    if (group.mayRegress() && isRegression(connection, work, group, fault, source)) {
      group.regress();
      work.regress(group, fault);
    }
    group.count(fault, received);
    arrived.add("faults", fault.count);
    work.count(group, source, fault, received);
    if (fault.stack.isEmpty() && group.examples > 0) return; // only a count
    byte[] packed = Codec.pack(fault);
    work.exemplify(group, new @Nullable Object[] {group.examples, source, packed});
    group.exemplify(fault, packed.length);
    work.describe(group, text(fault, source));
  }

  /**
   * After it was resolved, and in a release that came to its service later than any in which the
   * group was seen before; where releases are not told, or the service is new to it, at any time
   * after. Once in each environment of a service.
   */
  private static boolean isRegression(
      Connection connection, GroupWork work, GroupRow group, FaultRecord fault, long source)
      throws SQLException {
    Long resolved = work.resolvedAt(connection, group, fault);
    if (resolved == null || Times.millis(fault.lastNanos) <= resolved) return false;
    if (fault.source.release.isEmpty()) return true;
    long latest =
        Sql.number(
            connection,
            "SELECT MAX(s.source_id) FROM fault_source f JOIN source s ON s.source_id=f.source_id"
                + " WHERE f.group_id=? AND s.service=? AND s.environment=? AND s.release<>''",
            group.id,
            fault.source.service,
            fault.source.environment);
    return source > latest;
  }

  private static @Nullable Object[] text(FaultRecord fault, long source) {
    String message = AttributeMap.clip(fault.message, MAX_MESSAGE);
    String request = AttributeMap.clip(fault.request(), 1_000);
    String search = fault.type + '\n' + message + '\n' + fault.where + '\n' + fault.place;
    return new @Nullable Object[] {
      source,
      fault.type,
      message,
      fault.where,
      fault.via(),
      request,
      fault.task,
      AttributeMap.clip(fault.attributes.text("thread.name"), 256),
      AttributeMap.clip(fault.attributes.text("faultline.sql.kind"), 64),
      fault.severity,
      AttributeMap.clip(fault.attributes.text("faultline.root_cause.type"), 512),
      AttributeMap.clip(search, 3_000).toLowerCase(Locale.ROOT)
    };
  }

  private long bytes(Connection connection) throws SQLException {
    if (bytes == null) {
      lastId = Sql.number(connection, "SELECT MAX(group_id) FROM fault_group");
      bytes = Sql.number(connection, "SELECT SUM(bytes) FROM fault_group");
    }
    return bytes;
  }

  @Override
  public boolean forget(Connection connection, Horizon horizon) throws SQLException {
    boolean more = uids.forget(connection, horizon.now);
    more |= Slots.forget(connection, "fault_minute", horizon.now - 25 * Times.HOUR);
    more |= Slots.forget(connection, "fault_hour", horizon.groups);
    return more | forgetGroups(connection, horizon);
  }

  private boolean forgetGroups(Connection connection, Horizon horizon) throws SQLException {
    List<long[]> oldest =
        Sql.list(
            connection,
            row -> new long[] {row.getLong(1), row.getLong(2), row.getLong(3)},
            "SELECT group_id, last_received, bytes FROM fault_group ORDER BY last_received LIMIT "
                + STEP_GROUPS);
    long left = bytes(connection);
    List<Long> gone = new ArrayList<>();
    for (long[] each : oldest) {
      if (each[1] >= horizon.groups && left <= horizon.groupBytes) break;
      gone.add(each[0]);
      left -= each[2];
    }
    if (gone.isEmpty()) return false;
    for (String table : TABLES) {
      Sql.update(
          connection,
          "DELETE FROM " + table + " WHERE group_id IN (" + Sql.marks(gone) + ")",
          gone.toArray());
    }
    bytes = left;
    return true;
  }

  @Override
  public void rolledBack() {
    bytes = null;
    changes = new Changes();
  }
}
