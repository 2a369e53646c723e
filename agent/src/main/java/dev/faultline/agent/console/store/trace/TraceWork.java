// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.trace;

import dev.faultline.agent.console.record.Batch;
import dev.faultline.agent.console.record.FaultRecord;
import dev.faultline.agent.console.record.LineRecord;
import dev.faultline.agent.console.record.SpanRecord;
import dev.faultline.agent.console.store.table.Hash;
import dev.faultline.agent.console.store.table.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The traces that one batch is about: as they were, and as they become. */
final class TraceWork {
  /** So many ids go with one question. */
  private static final int CHUNK = 200;

  private final long received;
  private final Map<String, TraceRow> rows = new HashMap<>();
  private final Set<Long> old = new HashSet<>();
  private final List<TraceRow> fresh = new ArrayList<>();

  /** What each has already: ids of spans, of lines, and fingerprint and span of faults. */
  private final Map<Long, Set<Object>> spans = new HashMap<>();

  private final Map<Long, Set<Object>> lines = new HashMap<>();
  private final Map<Long, Set<Object>> faults = new HashMap<>();
  private long lastNo;
  private long bytesBefore;

  TraceWork(Connection connection, Batch batch, long lastNo) throws SQLException {
    this.lastNo = lastNo;
    received = batch.receivedMillis;
    List<String> ids = new ArrayList<>(idsOf(batch));
    for (int from = 0; from < ids.size(); from += CHUNK) {
      load(connection, ids.subList(from, Math.min(ids.size(), from + CHUNK)));
    }
    if (!old.isEmpty()) loadKnown(connection, batch);
  }

  private static Set<String> idsOf(Batch batch) {
    Set<String> ids = new LinkedHashSet<>();
    for (SpanRecord each : batch.spans) ids.add(each.traceId);
    for (FaultRecord each : batch.faults) ids.add(each.traceId);
    for (LineRecord each : batch.lines) ids.add(each.traceId);
    ids.remove("");
    return ids;
  }

  private void load(Connection connection, List<String> ids) throws SQLException {
    List<TraceRow> found =
        Sql.list(
            connection,
            TraceRow::new,
            "SELECT " + TraceRow.COLUMNS + " FROM trace WHERE trace_id IN (" + Sql.marks(ids) + ")",
            ids.toArray());
    for (TraceRow each : found) {
      rows.put(each.traceId, each);
      old.add(each.no);
      bytesBefore += each.bytes;
    }
  }

  /** What of the batch its traces have already; all that they have may be very much. */
  private void loadKnown(Connection connection, Batch batch) throws SQLException {
    Map<Long, Set<Object>> asked = new TreeMap<>();
    for (SpanRecord each : batch.spans) ask(asked, each.traceId, each.id);
    known(connection, asked, "span", "span_id", spans);
    asked.clear();
    for (LineRecord each : batch.lines) {
      if (rows.containsKey(each.traceId)) ask(asked, each.traceId, Hash.of(each));
    }
    known(connection, asked, "log_line", "line_id", lines);
    asked.clear();
    for (FaultRecord each : batch.faults) {
      ask(asked, each.traceId, each.fingerprint + ' ' + each.spanId);
    }
    known(connection, asked, "trace_fault", "fingerprint || ' ' || span_id", faults);
  }

  private void ask(Map<Long, Set<Object>> asked, String traceId, Object id) {
    TraceRow row = rows.get(traceId);
    if (row != null) asked.computeIfAbsent(row.no, no -> new LinkedHashSet<>()).add(id);
  }

  /** Trace by trace, so that none is looked through more often than its ids take. */
  private static void known(
      Connection connection,
      Map<Long, Set<Object>> asked,
      String table,
      String key,
      Map<Long, Set<Object>> into)
      throws SQLException {
    Set<Object> numbers = new LinkedHashSet<>();
    Set<Object> ids = new LinkedHashSet<>();
    for (Map.Entry<Long, Set<Object>> trace : asked.entrySet()) {
      for (Object id : trace.getValue()) {
        numbers.add(trace.getKey());
        ids.add(id);
        if (numbers.size() < CHUNK && ids.size() < CHUNK) continue;
        known(connection, numbers, ids, table, key, into);
        numbers.clear();
        ids.clear();
      }
    }
    if (!ids.isEmpty()) known(connection, numbers, ids, table, key, into);
  }

  private static void known(
      Connection connection,
      Set<Object> numbers,
      Set<Object> ids,
      String table,
      String key,
      Map<Long, Set<Object>> into)
      throws SQLException {
    List<Object> values = new ArrayList<>(numbers);
    values.addAll(ids);
    Sql.list(
        connection,
        row -> into.computeIfAbsent(row.getLong(1), no -> new HashSet<>()).add(row.getObject(2)),
        ("SELECT trace_no, " + key + " FROM " + table)
            + (" WHERE trace_no IN (" + Sql.marks(numbers) + ")")
            + (" AND " + key + " IN (" + Sql.marks(ids) + ")"),
        values.toArray());
  }

  /** The trace of that id, a new one where there is none yet. */
  TraceRow of(String traceId) {
    TraceRow row = rows.get(traceId);
    if (row == null) {
      row = new TraceRow(++lastNo, traceId, received);
      rows.put(traceId, row);
      fresh.add(row);
    }
    return row;
  }

  /** True once. */
  boolean isNewSpan(TraceRow trace, String id) {
    return spans.computeIfAbsent(trace.no, no -> new HashSet<>()).add(id);
  }

  /** True once. */
  boolean isNewFault(TraceRow trace, String fingerprint, String spanId) {
    Set<Object> known = faults.computeIfAbsent(trace.no, no -> new HashSet<>());
    return known.add(fingerprint + ' ' + spanId);
  }

  /** True once. */
  boolean isNewLine(TraceRow trace, long id) {
    return lines.computeIfAbsent(trace.no, no -> new HashSet<>()).add(id);
  }

  void save(Connection connection) throws SQLException {
    String[] columns = TraceRow.COLUMNS.split(", ", -1);
    List<String> names = new ArrayList<>();
    for (int i = 1; i < columns.length; i++) names.add(columns[i]);
    List<@Nullable Object[]> changed = new ArrayList<>();
    for (TraceRow each : rows.values()) {
      if (old.contains(each.no)) changed.add(each.values());
    }
    Sql.updateAll(
        connection,
        "UPDATE trace SET " + String.join("=?, ", names) + "=? WHERE trace_no=?",
        changed);
    List<@Nullable Object[]> added = new ArrayList<>();
    for (TraceRow each : fresh) added.add(each.values());
    names.add(columns[0]);
    Sql.updateAll(
        connection,
        "INSERT INTO trace ("
            + String.join(", ", names)
            + ") VALUES ("
            + Sql.marks(Collections.nCopies(names.size(), ""))
            + ")",
        added);
  }

  long lastNo() {
    return lastNo;
  }

  /** By so many bytes they have grown, all together. */
  long grownBy() {
    long after = 0;
    for (TraceRow each : rows.values()) after += each.bytes;
    return after - bytesBefore;
  }
}
