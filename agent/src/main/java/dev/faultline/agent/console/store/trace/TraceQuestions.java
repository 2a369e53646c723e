// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.trace;

import dev.faultline.agent.console.record.Source;
import dev.faultline.agent.console.record.SpanRecord;
import dev.faultline.agent.console.store.table.Codec;
import dev.faultline.agent.console.store.table.Packed;
import dev.faultline.agent.console.store.table.Sources;
import dev.faultline.agent.console.store.table.Sql;
import dev.faultline.agent.console.store.table.Where;
import java.io.DataInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is asked of traces, within one transaction. */
public final class TraceQuestions {
  /** Lists look no further back: what is looked for and not there would else cost seconds. */
  static final int MAX_LOOKED_AT = 50_000;

  /** Releases and environments of a service, the latest. */
  private static final int MAX_SOURCES = 50;

  /** Of one trace, in bytes; spans beyond it are told without their attributes. */
  public static final int MAX_UNPACKED = 16 << 20;

  /** So many are held packed. */
  private static final int SPANS_AT_ONCE = 50;

  private final Connection connection;

  public TraceQuestions(Connection connection) {
    this.connection = connection;
  }

  /** The one that came last first. */
  public TraceList list(TraceFilter filter) throws SQLException {
    Where where = where(filter);
    long total =
        Sql.number(connection, "SELECT COUNT(*) FROM trace t" + where.text(), where.values());
    List<TraceRow> rows =
        total == 0
            ? Collections.<TraceRow>emptyList()
            : Sql.list(
                connection,
                TraceRow::new,
                "SELECT "
                    + TraceRow.COLUMNS
                    + " FROM trace t"
                    + where.text()
                    + " ORDER BY t.trace_no DESC"
                    + (" LIMIT " + filter.limit + " OFFSET " + filter.offset),
                where.values());
    Set<Long> ids = new HashSet<>();
    for (TraceRow each : rows) ids.add(each.sourceId);
    return new TraceList(total, rows, Sources.of(connection, ids));
  }

  private Where where(TraceFilter filter) throws SQLException {
    // one whose spans are still to come is in no list
    Where where = new Where().and("t.spans>0");
    long newest = Sql.number(connection, "SELECT MAX(trace_no) FROM trace");
    where.and("t.trace_no>?", newest - MAX_LOOKED_AT);
    if (filter.failed) where.and("t.failed");
    if (filter.slow) where.and("t.slow");
    if (filter.sinceMillis > 0) where.and("t.start_nanos>=?", filter.sinceMillis * 1_000_000);
    if (!filter.text.isEmpty()) {
      where.and(
          "(t.trace_id=? OR LOWER(t.name) LIKE ? ESCAPE '!')",
          filter.text.trim().toLowerCase(Locale.ROOT),
          Sql.anywhere(filter.text));
    }
    takingPart(where, filter);
    return where;
  }

  private void takingPart(Where where, TraceFilter filter) throws SQLException {
    if (filter.service.isEmpty() && filter.environment.isEmpty()) return;
    Where named = new Where();
    if (!filter.service.isEmpty()) named.and("service=?", filter.service);
    if (!filter.environment.isEmpty()) named.and("environment=?", filter.environment);
    List<String> patterns =
        Sql.list(
            connection,
            row -> "% " + row.getLong(1) + " %",
            "SELECT source_id FROM source"
                + named.text()
                + (" ORDER BY last_received DESC, source_id DESC LIMIT " + MAX_SOURCES),
            named.values());
    if (patterns.isEmpty()) {
      where.and("1=0");
      return;
    }
    String any = String.join(" OR ", Collections.nCopies(patterns.size(), "t.sources LIKE ?"));
    where.and("(" + any + ")", patterns.toArray());
  }

  /** Null when nothing of it is there. */
  public @Nullable TraceWhole whole(String traceId) throws SQLException, IOException {
    TraceRow row =
        Sql.first(
            connection,
            TraceRow::new,
            "SELECT " + TraceRow.COLUMNS + " FROM trace WHERE trace_id=?",
            traceId);
    if (row == null) return null;
    TraceWhole whole = new TraceWhole(row, sources(row));
    spans(whole);
    lines(whole);
    whole.faults.addAll(
        Sql.list(
            connection,
            TraceFault::new,
            "SELECT f.fingerprint, f.span_id, t.type, t.message FROM trace_fault f"
                + " JOIN fault_group g ON g.fingerprint=f.fingerprint"
                + " JOIN fault_text t ON t.group_id=g.group_id"
                + " WHERE f.trace_no=? ORDER BY f.fingerprint, f.span_id",
            row.no));
    return whole;
  }

  private Map<Long, Source> sources(TraceRow row) throws SQLException {
    Set<Long> ids = new HashSet<>();
    ids.add(row.sourceId);
    for (String table : new String[] {"span", "log_line"}) {
      ids.addAll(
          Sql.list(
              connection,
              each -> each.getLong(1),
              "SELECT DISTINCT source_id FROM " + table + " WHERE trace_no=?",
              row.no));
    }
    return Sources.of(connection, ids);
  }

  private void spans(TraceWhole whole) throws SQLException, IOException {
    String last = "";
    long[] bytes = {0};
    while (true) {
      List<byte[]> packed = new ArrayList<>();
      List<Long> from = new ArrayList<>();
      List<String> ids =
          Sql.list(
              connection,
              row -> {
                from.add(row.getLong(2));
                packed.add(row.getBytes(3));
                return row.getString(1);
              },
              "SELECT span_id, source_id, packed FROM span WHERE trace_no=? AND span_id>?"
                  + (" ORDER BY span_id LIMIT " + SPANS_AT_ONCE),
              whole.row.no,
              last);
      for (int i = 0; i < packed.size(); i++) {
        whole.spans.add(span(whole, from.get(i), ids.get(i), packed.get(i), bytes));
      }
      if (ids.size() < SPANS_AT_ONCE) break;
      last = ids.get(ids.size() - 1);
    }
    whole.spans.sort(java.util.Comparator.comparingLong(span -> span.startNanos));
  }

  /**
   * @param bytes of the spans before it, and then of this one too
   */
  private static SpanRecord span(
      TraceWhole whole, long from, String id, byte[] packed, long[] bytes) throws IOException {
    Source source = whole.source(from);
    if (bytes[0] > MAX_UNPACKED) {
      whole.spansWithoutAttributes++;
      return Codec.headOfSpan(source, whole.row.traceId, id, packed);
    }
    DataInputStream plain = Packed.unpack(packed);
    bytes[0] += plain.available();
    return Codec.span(source, whole.row.traceId, id, plain);
  }

  private void lines(TraceWhole whole) throws SQLException, IOException {
    List<byte[]> packed = new ArrayList<>();
    List<Long> from =
        Sql.list(
            connection,
            row -> {
              packed.add(row.getBytes(2));
              return row.getLong(1);
            },
            "SELECT source_id, packed FROM log_line WHERE trace_no=?",
            whole.row.no);
    for (int i = 0; i < packed.size(); i++) {
      whole.lines.add(Codec.line(whole.source(from.get(i)).service, packed.get(i)));
    }
    whole.lines.sort(java.util.Comparator.comparingLong(line -> line.timeNanos));
  }
}
