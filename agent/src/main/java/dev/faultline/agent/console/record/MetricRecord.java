// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.record;

import dev.faultline.agent.console.otlp.Node;
import java.util.List;

/** A point of a metric, as it arrived, exponential histograms as explicit ones. Immutable. */
public final class MetricRecord {
  /** What OTLP numbers them. */
  private static final int DELTA = 1;

  /** What kinds of metric are understood. */
  public enum Kind {
    SUM("sum"),
    GAUGE("gauge"),
    HISTOGRAM("histogram");

    /** Its member of an OTLP metric. */
    public final String member;

    Kind(String member) {
      this.member = member;
    }
  }

  private static final String EXPONENTIAL = "exponentialHistogram";

  /** Ten bytes of a request become 1.6 KB of counts: so many take no more than a large request. */
  private static final int MAX_EXPONENTIAL = 4_000;

  private static final double[] NO_BOUNDS = {};

  /** More than there are bounds for. */
  private static final long[] NONSENSE = {0, 0};

  private static final long[] NO_COUNTS = {};

  public final Source source;
  public final String name;

  /** As UCUM has it, such as "s"; may be empty. */
  public final String unit;

  public final Kind kind;

  /** Whether the values are since the last point, and not since {@link #startNanos}. */
  public final boolean delta;

  public final long startNanos;
  public final long timeNanos;
  public final AttributeMap attributes;

  /** Of a sum or gauge; of a histogram, the sum of what was measured. */
  public final double value;

  /** Of a histogram: how many were measured. */
  public final long count;

  /** Of a histogram: upper bounds, inclusive, ascending, one less than there are counts. */
  public final double[] bounds;

  /** Of a histogram: how many lie at or below each bound and above the one before. */
  public final long[] counts;

  private MetricRecord(Source source, Node metric, Kind kind, boolean exponential, Node point) {
    this.source = source;
    this.kind = kind;
    name = AttributeMap.clip(metric.text("name"), 256);
    unit = AttributeMap.clip(metric.text("unit"), 64);
    String member = exponential ? EXPONENTIAL : kind.member;
    delta = metric.get(member).number("aggregationTemporality") == DELTA;
    startNanos = point.number("startTimeUnixNano");
    timeNanos = point.number("timeUnixNano");
    attributes = AttributeMap.of(point.list("attributes"));
    boolean histogram = kind == Kind.HISTOGRAM;
    value = histogram ? point.decimal("sum") : point.decimal("asDouble") + point.number("asInt");
    count = point.number("count");
    if (exponential) {
      long[] converted = ExponentialBuckets.counts(point, unit);
      bounds = converted == null ? NO_BOUNDS : ExponentialBuckets.bounds(unit);
      counts = converted == null ? NONSENSE : converted;
    } else {
      bounds = histogram ? decimals(point.list("explicitBounds")) : NO_BOUNDS;
      counts = histogram ? numbers(point.list("bucketCounts")) : NO_COUNTS;
    }
  }

  /** Adds the points of a metric; a kind that is not understood is counted as rejected. */
  public static void add(Source source, Node metric, Batch batch) {
    for (Kind kind : Kind.values()) {
      for (Node point : metric.get(kind.member).list("dataPoints")) {
        add(new MetricRecord(source, metric, kind, false, point), batch);
      }
    }
    for (Node point : metric.get(EXPONENTIAL).list("dataPoints")) {
      if (batch.exponential < MAX_EXPONENTIAL) {
        batch.exponential++;
        add(new MetricRecord(source, metric, Kind.HISTOGRAM, true, point), batch);
      } else {
        batch.reject(1, "A request may have " + MAX_EXPONENTIAL + " exponential histograms.");
      }
    }
    int summaries = metric.get("summary").list("dataPoints").size();
    batch.reject(summaries, "Points of the kind summary are not understood.");
  }

  private static void add(MetricRecord made, Batch batch) {
    if (made.isValid()) {
      batch.metrics.add(made);
    } else {
      batch.reject(
          1, "A metric has no name, or a histogram's counts or scale do not fit its bounds.");
    }
  }

  private boolean isValid() {
    if (name.isEmpty()) return false;
    return kind != Kind.HISTOGRAM || counts.length == 0 || counts.length == bounds.length + 1;
  }

  private static double[] decimals(List<Node> nodes) {
    double[] values = new double[nodes.size()];
    for (int i = 0; i < values.length; i++) values[i] = nodes.get(i).decimal();
    return values;
  }

  private static long[] numbers(List<Node> nodes) {
    long[] values = new long[nodes.size()];
    for (int i = 0; i < values.length; i++) values[i] = nodes.get(i).number();
    return values;
  }
}
