// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.trace;

import dev.faultline.agent.console.record.Batch;
import dev.faultline.agent.console.record.FaultRecord;
import dev.faultline.agent.console.record.LineRecord;
import dev.faultline.agent.console.record.SpanRecord;
import dev.faultline.agent.console.store.table.Arrived;
import dev.faultline.agent.console.store.table.Codec;
import dev.faultline.agent.console.store.table.Hash;
import dev.faultline.agent.console.store.table.Horizon;
import dev.faultline.agent.console.store.table.Part;
import dev.faultline.agent.console.store.table.Sources;
import dev.faultline.agent.console.store.table.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Traces, their spans, faults and lines. What belongs to no trace is not kept here. Nothing but the
 * account of what is left out changes when a batch comes a second time.
 */
public final class TraceTables implements Part {
  public static final int MAX_SPANS = 2_000;
  private static final int MAX_LINES = 500;
  private static final int MAX_FAULTS = 50;

  /** Of a row beside what is packed in it, index entries included, about. */
  private static final int ROW_BYTES = 130;

  private static final int STEP_TRACES = 200;
  private static final int STEP_ROWS = 2_000;

  /** A step is written before it gives anything back, and there may be little room for that. */
  private static final long STEP_BYTES = 1 << 20;

  private static final String[] TABLES = {"span", "log_line", "trace_fault", "trace"};

  private final Sources sources;
  private final Arrived arrived;

  /** Of all rows; null until it is read. */
  private @Nullable Long bytes;

  private long lastNo;

  public TraceTables(Sources sources, Arrived arrived) {
    this.sources = sources;
    this.arrived = arrived;
  }

  @Override
  public void write(Connection connection, Batch batch) throws SQLException {
    long before = bytes(connection);
    TraceWork work = new TraceWork(connection, batch, lastNo);
    List<@Nullable Object[]> spans = new ArrayList<>();
    for (SpanRecord each : batch.spans) add(connection, work, each, spans);
    List<@Nullable Object[]> faults = new ArrayList<>();
    for (FaultRecord each : batch.faults) add(work, each, faults);
    List<@Nullable Object[]> lines = new ArrayList<>();
    for (LineRecord each : batch.lines) add(connection, work, each, lines);
    work.save(connection);
    Sql.updateAll(
        connection,
        "INSERT INTO span (trace_no, span_id, source_id, packed) VALUES (?,?,?,?)",
        spans);
    Sql.updateAll(
        connection,
        "INSERT INTO trace_fault (trace_no, fingerprint, span_id) VALUES (?,?,?)",
        faults);
    Sql.updateAll(
        connection,
        "INSERT INTO log_line (trace_no, line_id, source_id, packed) VALUES (?,?,?,?)",
        lines);
    lastNo = work.lastNo();
    bytes = before + work.grownBy();
  }

  private void add(
      Connection connection, TraceWork work, SpanRecord span, List<@Nullable Object[]> rows)
      throws SQLException {
    TraceRow trace = work.of(span.traceId);
    if (!work.isNewSpan(trace, span.id)) return;
    count(span, trace.spans == 0);
    if (trace.spans >= MAX_SPANS) {
      trace.spansLeftOut++;
      return;
    }
    byte[] packed = Codec.pack(span);
    long source = sources.id(connection, span.source);
    trace.add(span, source, ROW_BYTES + packed.length);
    rows.add(new @Nullable Object[] {trace.no, span.id, source, packed});
  }

  private void count(SpanRecord span, boolean newTrace) {
    arrived.add("spans", 1);
    if (newTrace) arrived.add("traces", 1);
    if (span.isEntry() && span.failed) arrived.add("failed", 1);
    if (span.isEntry() && span.isSlow()) arrived.add("slow", 1);
    if (!span.isStatement()) return;
    arrived.add("statements", span.folded());
    arrived.add("statementsFolded", span.folded() - 1);
  }

  private void add(TraceWork work, FaultRecord fault, List<@Nullable Object[]> rows) {
    if (fault.traceId.isEmpty()) return;
    TraceRow trace = work.of(fault.traceId);
    if (!work.isNewFault(trace, fault.fingerprint, fault.spanId)) return;
    if (trace.faults >= MAX_FAULTS) return;
    trace.faults++;
    trace.failed = true;
    trace.bytes += ROW_BYTES;
    rows.add(new @Nullable Object[] {trace.no, fault.fingerprint, fault.spanId});
  }

  private void add(
      Connection connection, TraceWork work, LineRecord line, List<@Nullable Object[]> rows)
      throws SQLException {
    if (line.traceId.isEmpty()) return;
    TraceRow trace = work.of(line.traceId);
    long id = Hash.of(line);
    if (!work.isNewLine(trace, id)) return;
    if (trace.lines >= MAX_LINES) {
      arrived.add("linesNotKept", 1);
      return;
    }
    byte[] packed = Codec.pack(line);
    trace.lines++;
    trace.bytes += ROW_BYTES + packed.length;
    rows.add(new @Nullable Object[] {trace.no, id, sources.id(connection, line.source), packed});
  }

  private long bytes(Connection connection) throws SQLException {
    if (bytes == null) {
      lastNo = Sql.number(connection, "SELECT MAX(trace_no) FROM trace");
      bytes = Sql.number(connection, "SELECT SUM(bytes) FROM trace");
    }
    return bytes;
  }

  @Override
  public boolean forget(Connection connection, Horizon horizon) throws SQLException {
    List<TraceRow> oldest =
        Sql.list(
            connection,
            TraceRow::new,
            "SELECT " + TraceRow.COLUMNS + " FROM trace ORDER BY trace_no LIMIT " + STEP_TRACES);
    long before = bytes(connection);
    long left = before;
    long last = 0;
    int rows = 0;
    for (TraceRow each : oldest) {
      if (each.received >= horizon.details && left <= horizon.detailBytes) break;
      last = each.no;
      left -= each.bytes;
      rows += 1 + each.spans + each.lines + each.faults;
      if (rows > STEP_ROWS || before - left > STEP_BYTES) break;
    }
    if (last == 0) return false;
    for (String table : TABLES) {
      Sql.update(connection, "DELETE FROM " + table + " WHERE trace_no<=?", last);
    }
    bytes = left;
    return true;
  }

  @Override
  public void rolledBack() {
    bytes = null;
  }
}
