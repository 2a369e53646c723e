// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.trace;

import dev.faultline.agent.console.record.Source;
import java.util.List;
import java.util.Map;

/** A part of the traces that a filter lets through. */
public final class TraceList {
  /** How many of the latest traces pass the filter, whatever its limit. */
  public final long total;

  public final List<TraceRow> rows;
  private final Map<Long, Source> sources;

  TraceList(long total, List<TraceRow> rows, Map<Long, Source> sources) {
    this.total = total;
    this.rows = rows;
    this.sources = sources;
  }

  /** Of the span that the trace is named after. */
  public Source source(TraceRow row) {
    return sources.getOrDefault(row.sourceId, TraceWhole.UNKNOWN);
  }
}
