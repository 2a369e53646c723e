// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.trace;

import dev.faultline.agent.console.record.Source;
import dev.faultline.agent.console.record.SpanRecord;
import dev.faultline.agent.console.store.table.LineRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All that is there of a trace. */
public final class TraceWhole {
  /** Of one that is gone from the tables. */
  static final Source UNKNOWN = Source.of("", "", "", "");

  public final TraceRow row;

  /** All of them would be too much at once. */
  public int spansWithoutAttributes;

  /** By their beginning. */
  public final List<SpanRecord> spans = new ArrayList<>();

  /** By their time. */
  public final List<LineRow> lines = new ArrayList<>();

  public final List<TraceFault> faults = new ArrayList<>();
  private final Map<Long, Source> sources;

  TraceWhole(TraceRow row, Map<Long, Source> sources) {
    this.row = row;
    this.sources = sources;
  }

  /** Of the span that the trace is named after. */
  public Source source() {
    return source(row.sourceId);
  }

  Source source(long id) {
    return sources.getOrDefault(id, UNKNOWN);
  }
}
