// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.prometheus;

import dev.faultline.agent.enrich.Fault;
import dev.faultline.agent.export.EpochClock;
import dev.faultline.bootstrap.hook.JdbcDurations;
import dev.faultline.bootstrap.hook.RequestDurations;
import dev.faultline.bootstrap.metric.Histogram;
import dev.faultline.bootstrap.metric.Series;
import dev.faultline.bootstrap.subject.Request;
import dev.faultline.bootstrap.trace.Part;
import dev.faultline.bootstrap.trace.Span;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Of each series, and of each of its buckets, the newest span that was kept; of each kind of fault
 * the newest fault. So a reader gets from a number to a trace that is really there.
 *
 * <p>Filled by the shipper's thread alone, read by that of a scrape. Bounded: what comes first has
 * its place, in as many series as are shown.
 */
public final class ExemplarBook {
  private final int maxSeries;
  private final EpochClock clock;
  private final ConcurrentHashMap<Series, AtomicReferenceArray<Example>> durations =
      new ConcurrentHashMap<>();
  private final ConcurrentHashMap<List<String>, Example> faults = new ConcurrentHashMap<>();

  /**
   * @param maxSeries most series to have examples of; and most kinds of fault
   * @param clock for the shipper's thread
   */
  public ExemplarBook(int maxSeries, EpochClock clock) {
    this.maxSeries = maxSeries;
    this.clock = clock;
  }

  /** Takes the spans of a part that is told. */
  public void add(Part part) {
    clock.adjust();
    for (Span span = part.first; span != null; span = span.next) {
      Series series = series(span);
      if (series != null) add(series, part, span);
    }
  }

  /**
   * Takes a fault that is told.
   *
   * @param kind attributes that it is counted under: names and values, alternating
   */
  public void add(Fault fault, List<String> kind) {
    if (!fault.hasTrace || fault.spanId == 0) return;
    if (faults.size() >= maxSeries && !faults.containsKey(kind)) return;
    clock.adjust();
    long at = millis(fault.lastSeenNanos);
    Example example = new Example(fault.traceIdHigh, fault.traceIdLow, fault.spanId, 0, at);
    faults.merge(kind, example, ExemplarBook::newer);
  }

  /** By bucket; null when there is none. */
  @Nullable AtomicReferenceArray<Example> of(Series series) {
    return durations.get(series);
  }

  @Nullable Example of(List<String> kind) {
    return faults.get(kind);
  }

  private void add(Series series, Part part, Span span) {
    AtomicReferenceArray<Example> buckets = durations.get(series);
    if (buckets == null) {
      if (durations.size() >= maxSeries) return;
      buckets = new AtomicReferenceArray<>(Histogram.bucketCount());
      durations.put(series, buckets);
    }
    // a span that stands for several: the longest of them is one that was counted
    long nanos = Math.max(0, span.fold == null ? span.durationNanos() : span.fold.maxNanos);
    Example example =
        new Example(part.trace.idHigh, part.trace.idLow, span.id, nanos, millis(span.endNanos));
    int bucket = Histogram.bucket(nanos);
    buckets.set(bucket, Example.newer(buckets.get(bucket), example));
  }

  private long millis(long nanos) {
    return clock.epochNanos(nanos) / 1_000_000;
  }

  private static Example newer(Example one, Example other) {
    return other.epochMillis < one.epochMillis ? one : other;
  }

  private static @Nullable Series series(Span span) {
    if (span.subject instanceof Request) {
      return RequestDurations.series((Request) span.subject, span.error);
    }
    return JdbcDurations.series(span);
  }
}
