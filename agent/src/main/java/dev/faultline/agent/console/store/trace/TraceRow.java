// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.trace;

import dev.faultline.agent.console.record.AttributeMap;
import dev.faultline.agent.console.record.SpanRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What lists say of a trace: a row of the table trace. Changed by the writer only. */
public final class TraceRow {
  /** Of a trace of which no span has come. */
  private static final int NO_ROOT = 9;

  /** A row's own bytes, those of its index entries included, about. */
  private static final int ROW_BYTES = 400;

  private static final int MAX_STATUS = 16;

  static final String COLUMNS =
      "trace_no, trace_id, received, bytes, root_rank, source_id, name, status, start_nanos,"
          + " duration_nanos, spans, spans_left_out, faults, lines, most_repeated, failed, slow,"
          + " sources";

  final long no;
  public final String traceId;
  final long received;

  /** What it and all that belongs to it take, about. */
  long bytes;

  private int rootRank = NO_ROOT;
  long sourceId;
  public String name = "";

  /** Of HTTP; empty where there is none. */
  public String status = "";

  public long startNanos;
  public long durationNanos;
  public int spans;
  public long spansLeftOut;
  public int faults;
  int lines;

  /** The longest run of equal statements in it; 1 when none was repeated. */
  public long mostRepeated = 1;

  public boolean failed;
  public boolean slow;
  private String sources = " ";

  TraceRow(long no, String traceId, long received) {
    this.no = no;
    this.traceId = traceId;
    this.received = received;
    bytes = ROW_BYTES;
  }

  TraceRow(ResultSet row) throws SQLException {
    no = row.getLong("trace_no");
    traceId = row.getString("trace_id");
    received = row.getLong("received");
    bytes = row.getLong("bytes");
    rootRank = row.getInt("root_rank");
    sourceId = row.getLong("source_id");
    name = row.getString("name");
    status = row.getString("status");
    startNanos = row.getLong("start_nanos");
    durationNanos = row.getLong("duration_nanos");
    spans = row.getInt("spans");
    spansLeftOut = row.getLong("spans_left_out");
    faults = row.getInt("faults");
    lines = row.getInt("lines");
    mostRepeated = row.getLong("most_repeated");
    failed = row.getBoolean("failed");
    slow = row.getBoolean("slow");
    sources = row.getString("sources");
  }

  /** All but the number come first, as UPDATE and INSERT both want them. */
  @Nullable Object[] values() {
    return new @Nullable Object[] {
      traceId,
      received,
      bytes,
      rootRank,
      sourceId,
      name,
      status,
      startNanos,
      durationNanos,
      spans,
      spansLeftOut,
      faults,
      lines,
      mostRepeated,
      failed,
      slow,
      sources,
      no
    };
  }

  /** One more of its spans. */
  void add(SpanRecord span, long sourceId, int bytes) {
    spans++;
    this.bytes += bytes;
    failed |= span.failed;
    mostRepeated = Math.max(mostRepeated, span.folded());
    takesPart(sourceId);
    int rank = span.parentId.isEmpty() ? 0 : span.isEntry() ? 1 : 2;
    if (rank > rootRank || rank == rootRank && span.startNanos >= startNanos) return;
    rootRank = rank;
    this.sourceId = sourceId;
    name = span.name;
    status = status(span);
    startNanos = span.startNanos;
    durationNanos = span.durationNanos();
    slow = span.isSlow();
  }

  /** Of HTTP; whatever is sent as one is not to fill rows. */
  public static String status(SpanRecord span) {
    String status = span.attributes.text("http.response.status_code", "http.status_code");
    return status.length() <= MAX_STATUS ? status : AttributeMap.clip(status, MAX_STATUS - 3);
  }

  private void takesPart(long source) {
    if (sources.length() < 1_000 && !sources.contains(" " + source + " ")) sources += source + " ";
  }
}
