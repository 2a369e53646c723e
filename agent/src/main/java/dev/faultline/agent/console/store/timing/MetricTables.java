// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.timing;

import dev.faultline.agent.console.record.Batch;
import dev.faultline.agent.console.record.MetricRecord;
import dev.faultline.agent.console.record.Source;
import dev.faultline.agent.console.record.SpanRecord;
import dev.faultline.agent.console.store.table.Counts;
import dev.faultline.agent.console.store.table.Horizon;
import dev.faultline.agent.console.store.table.Part;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Durations by route and by statement, exact where metrics tell them, else from spans; the slowest
 * of them; and what processes tell of themselves. Instances are to be written before.
 */
public final class MetricTables implements Part {
  private static final long DAY = 86_400_000L;

  /** What claims to be older is of a clock that cannot be trusted. */
  private static final long MAX_AGE_MILLIS = 7 * DAY;

  private final Instances instances;
  private final Timed timed;
  private final TimingTrim trim;
  private final long startedMillis;

  private long leftOut;

  /**
   * @param startedMillis when the console began to listen
   */
  public MetricTables(Instances instances, long startedMillis) {
    this(instances, startedMillis, Timed.MAX_OF_A_KIND);
  }

  MetricTables(Instances instances, long startedMillis, int maxTimed) {
    this.instances = instances;
    this.startedMillis = startedMillis;
    timed = new Timed(maxTimed);
    trim = new TimingTrim(timed);
  }

  /** Points that there was no room for, or that make no sense, since the start. */
  public synchronized long leftOut() {
    return leftOut;
  }

  @Override
  public void write(Connection connection, Batch batch) throws SQLException {
    HourCounts counts = new HourCounts();
    HourSpans spans = new HourSpans();
    points(connection, batch, counts);
    for (SpanRecord each : batch.spans) span(connection, batch, each, counts, spans);
    trim.grown(connection, counts.save(connection));
    spans.save(connection);
  }

  private void points(Connection connection, Batch batch, HourCounts counts) throws SQLException {
    Map<Instance, SeriesPoints> series = new HashMap<>();
    Map<Instance, Account> accounts = new HashMap<>();
    for (MetricRecord each : batch.metrics) {
      Instance instance = instances.of(connection, each.source);
      if (instance.isShared()) {
        // counts of several processes make no series, nor an account
        leaveOut(1);
        continue;
      }
      if (Account.takes(each)) {
        Account account = accounts.get(instance);
        if (account == null) accounts.put(instance, account = Accounts.of(connection, instance));
        account.add(each);
        continue;
      }
      DurationPoint point = DurationPoint.of(each);
      if (point == null) continue;
      SeriesPoints points = series.get(instance);
      if (points == null) {
        series.put(instance, points = new SeriesPoints(connection, instance, startedMillis));
      }
      if (point.key.kind == Kind.STATEMENT && !instance.tellsStatements) {
        instance.tellsStatements = true;
        instances.save(connection, instance);
      }
      count(connection, batch, point, points.add(point, batch.receivedMillis), counts);
    }
    for (SeriesPoints each : series.values()) {
      each.save(connection);
      leaveOut(each.leftOut());
    }
    for (Map.Entry<Instance, Account> each : accounts.entrySet()) {
      Accounts.save(connection, each.getKey(), each.getValue());
    }
  }

  private void count(
      Connection connection,
      Batch batch,
      DurationPoint point,
      @Nullable PointDelta delta,
      HourCounts into)
      throws SQLException {
    long count = delta == null ? 0 : delta.count();
    if (delta == null || count == 0) return;
    int bounds = timed.bounds(connection, point.bounds);
    long millis = millis(delta.timeNanos, batch);
    if (bounds < 0 || millis < 0) {
      leaveOut(1);
      return;
    }
    long number = timed.number(connection, point.key);
    Counts at = into.at(new HourKey(point.key.kind.measured, millis, number, bounds), millis);
    at.count += count;
    if (point.failed) at.errors += count;
    at.totalMicros += delta.totalMicros;
    for (int i = 0; i < delta.counts.length; i++) at.addTo(i, delta.counts[i]);
  }

  private void span(
      Connection connection, Batch batch, SpanRecord span, HourCounts counts, HourSpans spans)
      throws SQLException {
    TimedKey key = SpanTimings.key(span);
    long millis = millis(span.endNanos, batch);
    if (key == null || millis < 0) return;
    long number = timed.number(connection, key);
    HourKey facts = new HourKey(key.kind.measured, millis, number, 0);
    spans.add(facts, span, SpanTimings.shortest(span), SpanTimings.longest(span));
    if (isMeasured(connection, key.kind, span.source)) return;
    int bounds = timed.bounds(connection, SpanTimings.buckets());
    if (bounds < 0) return;
    HourKey counted = new HourKey(key.kind.counted, millis, number, bounds);
    SpanTimings.count(span, counts.at(counted, millis));
  }

  /** Then its spans need not be counted: nobody would look at the result. */
  private boolean isMeasured(Connection connection, Kind kind, Source source) throws SQLException {
    return kind == Kind.STATEMENT && instances.of(connection, source).tellsStatements;
  }

  /** When it is to be counted: not after it was received; -1 when it is too old. */
  private static long millis(long nanos, Batch batch) {
    long millis = Math.min(nanos / 1_000_000, batch.receivedMillis);
    return millis < batch.receivedMillis - MAX_AGE_MILLIS ? -1 : millis;
  }

  private synchronized void leaveOut(long points) {
    leftOut += points;
  }

  @Override
  public boolean forget(Connection connection, Horizon horizon) throws SQLException {
    return trim.step(connection, horizon);
  }

  @Override
  public void rolledBack() {
    timed.readAnew();
    trim.readAnew();
  }
}
