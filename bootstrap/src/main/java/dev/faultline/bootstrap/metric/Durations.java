// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.metric;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/**
 * Duration histograms by series. There are at most {@link #MAX_SERIES}; what would be one more is
 * recorded under its instrument's overflow series (no attribute set), so that totals stay exact.
 */
public final class Durations {
  static final int MAX_SERIES = 2_000;

  private static final Durations JVM = new Durations();

  private final ConcurrentHashMap<Series, Histogram> histograms = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();
  private final LongAdder overflows = new LongAdder();

  Durations() {}

  /** The histogram of a series in this JVM: the same one for equal series, as long as it lives. */
  public static Histogram of(Series series) {
    return JVM.histogram(series);
  }

  /** How often a series was asked for that had to go to the overflow series. */
  public static long overflows() {
    return JVM.overflows.sum();
  }

  public static void forEach(BiConsumer<Series, Histogram> action) {
    JVM.histograms.forEach(action);
  }

  /** Whether no series was asked for yet. */
  public static boolean isEmpty() {
    return JVM.histograms.isEmpty();
  }

  Histogram histogram(Series series) {
    Histogram histogram = histograms.get(series);
    return histogram != null ? histogram : create(series);
  }

  long overflowed() {
    return overflows.sum();
  }

  private Histogram create(Series series) {
    if (count.get() >= MAX_SERIES) {
      overflows.increment();
      series = new Series(series.instrument, new String[series.instrument.attributeCount()]);
    }
    Histogram fresh = new Histogram();
    Histogram present = histograms.putIfAbsent(series, fresh);
    if (present != null) return present;
    count.incrementAndGet();
    return fresh;
  }
}
