// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.agent;

import dev.faultline.agent.alert.event.AlertEvent;
import dev.faultline.agent.alert.event.AlertEventBuilder;
import dev.faultline.bootstrap.metric.Durations;
import dev.faultline.bootstrap.metric.Histogram;
import dev.faultline.bootstrap.metric.Instrument;
import dev.faultline.bootstrap.metric.Series;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How many requests have ended since the last look, by series: exact, since durations are counted
 * before anything is sampled. As bounded as the series are.
 */
final class RequestCounts {
  private static final long[] BOUNDS = bounds();

  private final RecordEvents events;
  private final Map<Series, long[]> before = new HashMap<>();

  RequestCounts(RecordEvents events) {
    this.events = events;
  }

  /** What there is so far is not told. */
  void skip() {
    read(0, event -> {});
  }

  /** Tells what there is since. */
  void read(long nowMillis, Consumer<AlertEvent> to) {
    Durations.forEach(
        (series, histogram) -> {
          if (series.instrument == Instrument.REQUEST) read(series, histogram, nowMillis, to);
        });
  }

  private void read(Series series, Histogram histogram, long nowMillis, Consumer<AlertEvent> to) {
    long[] last = before.computeIfAbsent(series, key -> new long[BOUNDS.length + 1]);
    long[] more = new long[last.length];
    long count = 0;
    for (int i = 0; i < more.length; i++) {
      long now = histogram.count(i);
      more[i] = now - last[i];
      last[i] = now;
      count += more[i];
    }
    if (count > 0) to.accept(event(series, count, more, nowMillis));
  }

  private AlertEvent event(Series series, long count, long[] more, long nowMillis) {
    AlertEventBuilder event = events.event(AlertEvent.Kind.TOTALS, nowMillis).count(count);
    event.durations(BOUNDS, more);
    boolean failed = false;
    for (int i = 0; i < series.instrument.attributeCount(); i++) {
      String value = series.value(i);
      if (value == null || value.isEmpty()) continue;
      switch (series.instrument.attribute(i)) {
        case "http.route":
          event.route(value);
          break;
        case "http.response.status_code":
          int status = value.matches("[0-9]{3}") ? Integer.parseInt(value) : 0;
          event.status(status);
          failed |= status >= 500;
          break;
        case "error.type":
          failed = true;
          break;
        default:
          event.attribute(series.instrument.attribute(i), value);
      }
    }
    return event.failed(failed ? count : 0).build();
  }

  private static long[] bounds() {
    long[] bounds = new long[Histogram.bucketCount() - 1];
    for (int i = 0; i < bounds.length; i++) bounds[i] = Histogram.bound(i);
    return bounds;
  }
}
