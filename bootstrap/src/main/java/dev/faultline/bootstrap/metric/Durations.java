// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.metric;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/**
 * All duration histograms of this JVM, by series. There are at most {@link #MAX_SERIES}; what would
 * be one more is recorded under its instrument's overflow series, so that totals stay exact.
 */
public final class Durations {
  static final int MAX_SERIES = 2_000;

  private static final ConcurrentHashMap<Series, Histogram> HISTOGRAMS = new ConcurrentHashMap<>();
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final LongAdder OVERFLOWS = new LongAdder();

  private Durations() {}

  /** The histogram of a series. The same one for equal series, for as long as the JVM lives. */
  public static Histogram of(Series series) {
    Histogram histogram = HISTOGRAMS.get(series);
    return histogram != null ? histogram : create(series);
  }

  private static Histogram create(Series series) {
    if (COUNT.get() >= MAX_SERIES) {
      OVERFLOWS.increment();
      series = new Series(series.instrument, new String[series.instrument.attributeCount()]);
    }
    Histogram fresh = new Histogram();
    Histogram present = HISTOGRAMS.putIfAbsent(series, fresh);
    if (present != null) return present;
    COUNT.incrementAndGet();
    return fresh;
  }

  /** How often a series was asked for that had to go to the overflow series. */
  public static long overflows() {
    return OVERFLOWS.sum();
  }

  public static void forEach(BiConsumer<Series, Histogram> action) {
    HISTOGRAMS.forEach(action);
  }
}
