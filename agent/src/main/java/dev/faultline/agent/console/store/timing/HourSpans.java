// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.timing;

import dev.faultline.agent.console.record.SpanRecord;
import dev.faultline.agent.console.store.table.Sql;
import dev.faultline.agent.console.store.trace.TraceRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the spans of one batch say of the hours: which were the slowest, how long and how short they
 * were, how many statements share a span. Most batches have none that is slower than those that are
 * known, and then nothing is written.
 */
final class HourSpans {
  /** Of each hour. */
  static final int MAX_EXAMPLES = 3;

  private final Map<HourKey, Facts> added = new HashMap<>();

  private static final class Facts {
    long shortest = Long.MAX_VALUE;
    long longest;
    long folded;
    List<Example> examples = new ArrayList<>();

    boolean addAll(Facts other) {
      boolean news = other.folded > 0 || other.shortest < shortest || other.longest > longest;
      shortest = Math.min(shortest, other.shortest);
      longest = Math.max(longest, other.longest);
      folded += other.folded;
      for (Example each : other.examples) news |= Example.add(examples, each, MAX_EXAMPLES);
      return news;
    }
  }

  /**
   * @param shortest of the executions that it stands for, in microseconds
   * @param longest of the same
   */
  void add(HourKey key, SpanRecord span, long shortest, long longest) {
    Facts facts = added.computeIfAbsent(key, k -> new Facts());
    facts.shortest = Math.min(facts.shortest, shortest);
    facts.longest = Math.max(facts.longest, longest);
    facts.folded += span.folded() - 1;
    String status = TraceRow.status(span);
    long millis = span.startNanos / 1_000_000;
    Example example = new Example(span.traceId, longest, millis, status, span.failed);
    Example.add(facts.examples, example, MAX_EXAMPLES);
  }

  void save(Connection connection) throws SQLException {
    List<@Nullable Object[]> changed = new ArrayList<>();
    List<@Nullable Object[]> fresh = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT shortest, longest, folded, examples FROM timing_spans"
                + " WHERE kind=? AND hour_start=? AND timed_id=?")) {
      for (Map.Entry<HourKey, Facts> each : added.entrySet()) {
        HourKey key = each.getKey();
        select.setInt(1, key.kind);
        select.setLong(2, key.hour);
        select.setLong(3, key.timed);
        Facts facts = new Facts();
        try (ResultSet row = select.executeQuery()) {
          boolean known = row.next();
          if (known) {
            facts.shortest = row.getLong(1);
            facts.longest = row.getLong(2);
            facts.folded = row.getLong(3);
            facts.examples = Example.list(row.getString(4));
          }
          if (facts.addAll(each.getValue())) (known ? changed : fresh).add(values(key, facts));
        }
      }
    }
    Sql.updateAll(
        connection,
        "UPDATE timing_spans SET shortest=?, longest=?, folded=?, examples=?"
            + " WHERE kind=? AND hour_start=? AND timed_id=?",
        changed);
    Sql.updateAll(
        connection,
        "INSERT INTO timing_spans (shortest, longest, folded, examples, kind, hour_start, timed_id)"
            + " VALUES (?,?,?,?,?,?,?)",
        fresh);
  }

  private static @Nullable Object[] values(HourKey key, Facts facts) {
    return new @Nullable Object[] {
      facts.shortest,
      facts.longest,
      facts.folded,
      Example.text(facts.examples),
      key.kind,
      key.hour,
      key.timed
    };
  }
}
