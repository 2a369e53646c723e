// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.timing;

import dev.faultline.agent.console.record.AttributeMap;
import dev.faultline.agent.console.record.SpanRecord;
import dev.faultline.agent.console.store.table.Counts;
import dev.faultline.agent.enrich.sql.SqlDigest;
import dev.faultline.bootstrap.metric.Histogram;
import org.jspecify.annotations.Nullable;

/** What spans say of durations: of requests that were served, and of statements. */
final class SpanTimings {
  private static final long[] BOUNDS = bounds();

  private SpanTimings() {}

  /** Null when it tells of neither. */
  static @Nullable TimedKey key(SpanRecord span) {
    AttributeMap of = span.attributes;
    if (span.isStatement()) return statement(span, of);
    String method = of.text("http.request.method", "http.method");
    if (method.isEmpty() || !span.kindName().equals("server")) return null;
    return new TimedKey(Kind.REQUEST, span.source, "", method, of.text("http.route"), "");
  }

  private static @Nullable TimedKey statement(SpanRecord span, AttributeMap of) {
    String system = of.text("db.system.name", "db.system");
    String text = of.text("db.query.text", "db.statement");
    String digest = of.text("faultline.query.digest");
    if (digest.isEmpty()) {
      // who sends texts with values in them is not to have one row for each
      SqlDigest made = Digests.of(text, system);
      if (made.hash == null) return null;
      digest = made.hash;
      if (made.text != null) text = made.text;
    }
    String namespace = of.text("db.namespace", "db.name");
    return new TimedKey(Kind.STATEMENT, span.source, text, system, namespace, digest);
  }

  static boolean isFailed(SpanRecord span) {
    return span.failed || DurationPoint.isServerError(span.attributes);
  }

  /** The buckets that spans are counted in: those of the agent's histograms. */
  static long[] buckets() {
    return BOUNDS.clone();
  }

  /**
   * Counts a span. One that stands for many equal statements says how many, how long they took in
   * all, and how long the shortest and the longest took: the others are counted as if they had
   * taken equally long.
   */
  static void count(SpanRecord span, Counts into) {
    long n = span.folded();
    long total = totalMicros(span);
    into.count += n;
    into.totalMicros += total;
    if (isFailed(span)) into.errors++;
    if (n == 1) {
      into.addTo(bucket(total), 1);
      return;
    }
    long shortest = shortest(span);
    long longest = longest(span);
    into.addTo(bucket(shortest), 1);
    into.addTo(bucket(longest), 1);
    if (n == 2) return;
    long rest = Math.max(0, total - shortest - longest) / (n - 2);
    into.addTo(bucket(Math.max(shortest, Math.min(rest, longest))), n - 2);
  }

  static long shortest(SpanRecord span) {
    return span.folded() == 1 ? totalMicros(span) : seconds(span, "faultline.fold.min_seconds");
  }

  static long longest(SpanRecord span) {
    return span.folded() == 1 ? totalMicros(span) : seconds(span, "faultline.fold.max_seconds");
  }

  private static long totalMicros(SpanRecord span) {
    if (span.folded() > 1) return seconds(span, "faultline.fold.total_seconds");
    return span.durationNanos() / 1_000;
  }

  private static long seconds(SpanRecord span, String name) {
    Object value = span.attributes.values.get(name);
    double seconds = value instanceof Number ? ((Number) value).doubleValue() : 0;
    return seconds > 0 && seconds < 1e9 ? Math.round(seconds * 1e6) : 0;
  }

  private static int bucket(long micros) {
    return Histogram.bucket(micros * 1_000);
  }

  private static long[] bounds() {
    long[] bounds = new long[Histogram.bucketCount() - 1];
    for (int i = 0; i < bounds.length; i++) bounds[i] = Histogram.bound(i) / 1_000;
    return bounds;
  }
}
