// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.fault;

import dev.faultline.agent.console.record.FaultRecord;
import dev.faultline.agent.console.store.table.Sql;
import dev.faultline.agent.console.store.table.Times;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The groups that one batch is about: as they were, as they become, and what is to be written. */
final class GroupWork {
  private static final int CHUNK = 200;

  private final Changes changes;
  private final Map<String, GroupRow> rows = new HashMap<>();
  private final List<GroupRow> old = new ArrayList<>();
  private final List<GroupRow> fresh = new ArrayList<>();
  private long lastId;
  private long bytesBefore;

  /** Counts to add, by group and slot, or by group and source. */
  private final Map<List<Long>, Long> minutes = new LinkedHashMap<>();

  private final Map<List<Long>, Long> hours = new LinkedHashMap<>();
  private final Map<List<Long>, long[]> sources = new LinkedHashMap<>();
  private final Map<Long, @Nullable Object[]> texts = new LinkedHashMap<>();

  /** By group and slot: what comes later in a batch takes the place of what came before. */
  private final Map<List<Long>, @Nullable Object[]> examples = new LinkedHashMap<>();

  /**
   * When a group was resolved for a place that has not seen it again; see {@link Changes#place}.
   */
  private final Map<List<String>, Optional<Long>> resolved = new HashMap<>();

  /** Places that have seen it again. */
  private final List<@Nullable Object[]> back = new ArrayList<>();

  GroupWork(Connection connection, List<FaultRecord> faults, long lastId, Changes changes)
      throws SQLException {
    this.lastId = lastId;
    this.changes = changes;
    Set<String> prints = new LinkedHashSet<>();
    for (FaultRecord each : faults) prints.add(each.fingerprint);
    List<String> all = new ArrayList<>(prints);
    for (int from = 0; from < all.size(); from += CHUNK) {
      load(connection, all.subList(from, Math.min(all.size(), from + CHUNK)));
    }
  }

  private void load(Connection connection, List<String> prints) throws SQLException {
    List<GroupRow> found =
        Sql.list(
            connection,
            GroupRow::new,
            "SELECT "
                + GroupRow.COLUMNS
                + " FROM fault_group WHERE fingerprint IN ("
                + Sql.marks(prints)
                + ")",
            prints.toArray());
    for (GroupRow each : found) {
      rows.put(each.fingerprint, each);
      old.add(each);
      bytesBefore += each.bytes;
    }
  }

  GroupRow of(String fingerprint) {
    GroupRow row = rows.get(fingerprint);
    if (row == null) {
      row = new GroupRow(++lastId, fingerprint);
      rows.put(fingerprint, row);
      fresh.add(row);
      changes.newGroups.add(fingerprint);
    }
    return row;
  }

  /**
   * @param received in milliseconds
   */
  void count(GroupRow group, long source, FaultRecord fault, long received) {
    long at = Times.slotted(fault.lastNanos, received);
    minutes.merge(pair(group.id, at - at % Times.MINUTE), fault.count, Long::sum);
    hours.merge(pair(group.id, at - at % Times.HOUR), fault.count, Long::sum);
    long[] sums = sources.computeIfAbsent(pair(group.id, source), key -> new long[2]);
    sums[0] += fault.count;
    sums[1] = Math.max(sums[1], Times.seen(fault.lastNanos, received));
  }

  /**
   * @param row serial, source, packed
   */
  void exemplify(GroupRow group, @Nullable Object[] row) {
    long slot = group.examples == 0 ? 0 : 1 + (group.examples - 1) % (FaultTables.SLOTS - 1);
    examples.put(pair(group.id, slot), row);
  }

  /**
   * @param row all columns of fault_text but the group, in their order
   */
  void describe(GroupRow group, @Nullable Object[] row) {
    texts.put(group.id, row);
  }

  /** Null where the place has seen it again since, or it was not resolved. */
  @Nullable Long resolvedAt(Connection connection, GroupRow group, FaultRecord fault)
      throws SQLException {
    List<String> place = Changes.place(fault);
    Optional<Long> known = resolved.get(place);
    if (known != null) return known.orElse(null);
    long[] found =
        Sql.first(
            connection,
            row -> new long[] {row.getLong(1), row.getLong(2)},
            "SELECT COUNT(*), MAX(f.resolved_at) FROM fault_source f"
                + " JOIN source s ON s.source_id=f.source_id"
                + " WHERE f.group_id=? AND s.service=? AND s.environment=?",
            group.id,
            fault.source.service,
            fault.source.environment);
    Long at = group.resolvedAt; // of a group that is new to the place
    if (found != null && found[0] > 0) at = found[1] == 0 ? null : Long.valueOf(found[1]);
    resolved.put(place, Optional.ofNullable(at));
    return at;
  }

  void regress(GroupRow group, FaultRecord fault) {
    resolved.put(Changes.place(fault), Optional.empty());
    changes.regressed.add(Changes.place(fault));
    back.add(new Object[] {group.id, fault.source.service, fault.source.environment});
  }

  void save(Connection connection) throws SQLException {
    saveGroups(connection);
    Sql.updateAll(
        connection,
        "UPDATE fault_source SET resolved_at=NULL WHERE group_id=? AND source_id IN"
            + " (SELECT source_id FROM source WHERE service=? AND environment=?)",
        back);
    save(connection, "fault_minute", minutes);
    save(connection, "fault_hour", hours);
    saveSources(connection);
    saveTexts(connection);
    saveExamples(connection);
  }

  private void saveGroups(Connection connection) throws SQLException {
    List<String> names = new ArrayList<>();
    String[] columns = GroupRow.COLUMNS.split(", *", -1);
    for (int i = 1; i < columns.length; i++) names.add(columns[i]);
    Sql.updateAll(
        connection,
        "UPDATE fault_group SET " + String.join("=?, ", names) + "=? WHERE group_id=?",
        values(old));
    names.add(columns[0]);
    Sql.updateAll(
        connection,
        "INSERT INTO fault_group ("
            + String.join(", ", names)
            + ") VALUES ("
            + Sql.marks(Collections.nCopies(names.size(), ""))
            + ")",
        values(fresh));
  }

  private static List<@Nullable Object[]> values(List<GroupRow> groups) {
    List<@Nullable Object[]> values = new ArrayList<>();
    for (GroupRow each : groups) values.add(each.values());
    return values;
  }

  private static void save(Connection connection, String table, Map<List<Long>, Long> counts)
      throws SQLException {
    List<@Nullable Object[]> values = new ArrayList<>();
    counts.forEach((key, n) -> values.add(new @Nullable Object[] {n, key.get(0), key.get(1)}));
    Sql.upsertAll(
        connection,
        "UPDATE " + table + " SET seen=seen+? WHERE group_id=? AND slot=?",
        "INSERT INTO " + table + " (seen, group_id, slot) VALUES (?,?,?)",
        values);
  }

  private void saveSources(Connection connection) throws SQLException {
    List<@Nullable Object[]> values = new ArrayList<>();
    sources.forEach(
        (key, sums) ->
            values.add(new @Nullable Object[] {sums[0], sums[1], key.get(0), key.get(1)}));
    Sql.upsertAll(
        connection,
        "UPDATE fault_source SET seen=seen+?, last_seen=GREATEST(last_seen,?)"
            + " WHERE group_id=? AND source_id=?",
        "INSERT INTO fault_source (seen, last_seen, group_id, source_id) VALUES (?,?,?,?)",
        values);
  }

  private void saveTexts(Connection connection) throws SQLException {
    List<@Nullable Object[]> values = new ArrayList<>();
    texts.forEach((group, row) -> values.add(and(row, group)));
    Sql.upsertAll(
        connection,
        "UPDATE fault_text SET source_id=?, type=?, message=?, thrown_at=?, via=?, request=?,"
            + " task=?, thread=?, kind=?, severity=?, root_type=?, search=? WHERE group_id=?",
        "INSERT INTO fault_text (source_id, type, message, thrown_at, via, request, task, thread,"
            + " kind, severity, root_type, search, group_id) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
        values);
  }

  private void saveExamples(Connection connection) throws SQLException {
    List<@Nullable Object[]> values = new ArrayList<>();
    examples.forEach((key, row) -> values.add(and(row, key.get(0), key.get(1))));
    Sql.upsertAll(
        connection,
        "UPDATE fault_example SET serial=?, source_id=?, packed=? WHERE group_id=? AND slot=?",
        "INSERT INTO fault_example (serial, source_id, packed, group_id, slot)"
            + " VALUES (?,?,?,?,?)",
        values);
  }

  private static @Nullable Object[] and(@Nullable Object[] row, Object... more) {
    @Nullable Object[] values = java.util.Arrays.copyOf(row, row.length + more.length);
    System.arraycopy(more, 0, values, row.length, more.length);
    return values;
  }

  private static List<Long> pair(long a, long b) {
    return java.util.Arrays.asList(a, b);
  }

  long lastId() {
    return lastId;
  }

  /** By so many bytes they have grown, all together. */
  long grownBy() {
    long after = 0;
    for (GroupRow each : rows.values()) after += each.bytes;
    return after - bytesBefore;
  }
}
