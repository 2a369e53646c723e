// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.metric;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Duration histograms by series. There are at most {@link #MAX_SERIES}; what would be one more is
 * recorded under its instrument's overflow series (no attribute set), so that totals stay exact.
 *
 * <p>A series may have parts: finer series whose durations are its own, too. They are recorded
 * once, in the part, and added up by whoever reads, so that being told twice costs the hot path
 * nothing. How many parts there are is for those to bound who make them.
 */
public final class Durations {
  static final int MAX_SERIES = 2_000;

  private static final Durations JVM = new Durations();

  private final AddOnlyMap<Series, Histogram> histograms = new AddOnlyMap<>(1_024);
  private final AddOnlyMap<Series, Histogram> parts = new AddOnlyMap<>(1_024);
  private final AddOnlyMap<Series, Queue<Histogram>> partsOf = new AddOnlyMap<>(256);

  /** By instrument. Those of the overflow series, once there was need of them. */
  private final AtomicReferenceArray<@Nullable Histogram> ofOverflow =
      new AtomicReferenceArray<>(Instrument.values().length);

  private final AtomicInteger count = new AtomicInteger();
  private final LongAdder overflows = new LongAdder();
  private volatile boolean full;

  Durations() {}

  /** The histogram of a series in this JVM: the same one for equal series, as long as it lives. */
  public static Histogram of(Series series) {
    return JVM.histogram(series);
  }

  /**
   * The histogram of a part of a series; the same one for equal parts.
   *
   * @param whole the series that it is a part of
   */
  public static Histogram part(Series part, Series whole) {
    return JVM.partHistogram(part, whole);
  }

  /** How often a series was asked for that had to go to the overflow series. */
  public static long overflows() {
    return JVM.overflows.sum();
  }

  /** All series, each with what its parts have counted; and all parts. */
  public static void forEach(BiConsumer<Series, Histogram> action) {
    JVM.each(action);
  }

  /** Whether a series has a histogram of its own, rather than share the overflow's. */
  public static boolean has(Series series) {
    return JVM.histograms.get(series) != null;
  }

  /** Whether no series was asked for yet. */
  public static boolean isEmpty() {
    return JVM.histograms.isEmpty();
  }

  /**
   * Whether there is room for no further series. What was not found then by all who have been given
   * a series is a case for the {@link #rest}.
   */
  public static boolean areFull() {
    return JVM.isFull();
  }

  /** Where is recorded what there is no room for; counts that as an overflow. */
  public static Histogram rest(Instrument instrument) {
    return JVM.overflow(instrument);
  }

  Histogram histogram(Series series) {
    Histogram histogram = histograms.get(series);
    return histogram != null ? histogram : create(series);
  }

  boolean isFull() {
    return full;
  }

  long overflowed() {
    return overflows.sum();
  }

  Histogram partHistogram(Series part, Series whole) {
    Histogram present = parts.get(part);
    if (present != null) return present;
    Histogram fresh = new Histogram();
    present = parts.putIfAbsent(part, fresh);
    if (present != null) return present;
    partsOf(admitted(whole)).add(fresh);
    return fresh;
  }

  void each(BiConsumer<Series, Histogram> action) {
    histograms.forEach((series, own) -> action.accept(series, sum(own, partsOf.get(series))));
    parts.forEach(action);
  }

  private static Histogram sum(Histogram own, @Nullable Queue<Histogram> parts) {
    if (parts == null) return own;
    Histogram sum = new Histogram();
    sum.add(own);
    for (Histogram each : parts) sum.add(each);
    return sum;
  }

  private Histogram create(Series series) {
    Histogram histogram = histograms.get(admitted(series));
    if (histogram == null) throw new AssertionError(); // none is ever taken away
    return histogram;
  }

  /** The series itself, or the one that stands for those that there is no room for. */
  private Series admitted(Series series) {
    if (histograms.get(series) != null) return series;
    if (full) {
      overflows.increment();
      series = restOf(series.instrument);
      if (histograms.get(series) != null) return series;
    }
    if (histograms.putIfAbsent(series, new Histogram()) == null
        && count.incrementAndGet() >= MAX_SERIES) {
      full = true;
    }
    return series;
  }

  Histogram overflow(Instrument instrument) {
    overflows.increment();
    Histogram known = ofOverflow.get(instrument.ordinal());
    if (known != null) return known;
    Series rest = restOf(instrument);
    Histogram fresh = new Histogram();
    Histogram present = histograms.putIfAbsent(rest, fresh);
    Histogram made = present == null ? fresh : present;
    ofOverflow.set(instrument.ordinal(), made);
    return made;
  }

  private static Series restOf(Instrument instrument) {
    return new Series(instrument, new String[instrument.attributeCount()]);
  }

  private Queue<Histogram> partsOf(Series whole) {
    Queue<Histogram> present = partsOf.get(whole);
    if (present != null) return present;
    Queue<Histogram> fresh = new ConcurrentLinkedQueue<>();
    present = partsOf.putIfAbsent(whole, fresh);
    return present != null ? present : fresh;
  }
}
