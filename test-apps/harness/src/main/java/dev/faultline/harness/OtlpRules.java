// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the classes of OTLP cannot say by themselves, of one record at a time. */
final class OtlpRules {
  /** Of exceptions: a client's, one that was expected, an error. Of lines: what is shipped. */
  private static final Set<SeverityNumber> SEVERITIES =
      Set.of(
          SeverityNumber.SEVERITY_NUMBER_INFO,
          SeverityNumber.SEVERITY_NUMBER_WARN,
          SeverityNumber.SEVERITY_NUMBER_ERROR);

  private static final long MINUTE = 60_000_000_000L;

  /** Clocks of one machine, read in turn by two processes. */
  private static final long TOLERANCE = 1_000_000_000L;

  private final long startedNanos;

  /**
   * @param startedMillis when the collector was started: nothing can be much older than that
   */
  OtlpRules(long startedMillis) {
    this.startedNanos = startedMillis * 1_000_000;
  }

  static void require(boolean condition, String problem, Object where) {
    if (!condition) throw new BadPayload(problem + ", in " + where);
  }

  void checkResource(Map<String, Object> resource) {
    Object service = resource.get("service.name");
    require(service instanceof String && !service.equals(""), "no service.name", resource);
  }

  void checkScope(InstrumentationScope scope) {
    require(!scope.getName().isEmpty(), "scope without a name", scope);
  }

  void checkSpan(Span span) {
    checkId(span.getTraceId(), 16, span);
    checkId(span.getSpanId(), 8, span);
    if (!span.getParentSpanId().isEmpty()) checkId(span.getParentSpanId(), 8, span);
    require(!span.getSpanId().equals(span.getParentSpanId()), "its own parent", span);
    require(!span.getName().isBlank(), "span without a name", span);
    SpanKind kind = span.getKind();
    boolean known = kind != SpanKind.SPAN_KIND_UNSPECIFIED && kind != SpanKind.UNRECOGNIZED;
    require(known, "span kind not set or unknown", span);
    require(span.getStatus().getCodeValue() <= 2, "unknown status", span);
    checkTime(span.getStartTimeUnixNano(), span);
    checkTime(span.getEndTimeUnixNano(), span);
    boolean ordered = span.getStartTimeUnixNano() <= span.getEndTimeUnixNano();
    require(ordered, "ends before it starts", span);
    for (Span.Event event : span.getEventsList()) {
      require(!event.getName().isEmpty(), "event without a name", span);
      checkTime(event.getTimeUnixNano(), span);
      Attributes.of(event.getAttributesList());
    }
  }

  void checkLog(LogRecord log) {
    checkTime(log.getTimeUnixNano(), log);
    checkTime(log.getObservedTimeUnixNano(), log);
    require(log.getTraceId().isEmpty() == log.getSpanId().isEmpty(), "half a link", log);
    if (!log.getTraceId().isEmpty()) {
      checkId(log.getTraceId(), 16, log);
      checkId(log.getSpanId(), 8, log);
    }
    int severity = log.getSeverityNumberValue();
    require(severity >= 1 && severity <= 24, "severity not set or unknown", log);
    require(!log.getSeverityText().isEmpty(), "severity without its text", log);
  }

  /** Besides {@link #checkLog}, of a line that was logged. */
  void checkLine(LogRecord log) {
    checkSeverity(log);
    require(log.getBody().hasStringValue(), "a line without text", log);
    boolean threaded = Attributes.of(log.getAttributesList()).containsKey("thread.name");
    require(threaded, "a line without its thread", log);
  }

  private static void checkSeverity(LogRecord log) {
    require(SEVERITIES.contains(log.getSeverityNumber()), "an odd severity", log);
    String text = "SEVERITY_NUMBER_" + log.getSeverityText();
    require(log.getSeverityNumber().name().equals(text), "a severity of another name", log);
  }

  /** Besides {@link #checkLog}, of one that tells of an exception. */
  void checkFault(RecordedFault fault) {
    LogRecord log = fault.proto();
    checkSeverity(log);
    require(!fault.type().isEmpty(), "exception without a type", log);
    boolean says = !fault.message().isEmpty() || !fault.stack().isEmpty();
    // The JVM's own have no message when they have no stack; and what only counts further ones
    // never has a stack.
    boolean need = !isTrue(fault, "faultline.stackless") && !isTrue(fault, "faultline.count_only");
    require(says || !need, "exception says nothing", log);
    boolean counts = isTrue(fault, "faultline.count_only");
    require(!counts || fault.stack().isEmpty(), "only a count, and yet a stack", log);
    boolean counted = fault.attributes().containsKey("faultline.fingerprint");
    require(!counts || counted, "a count without what it counts", log);
  }

  private static boolean isTrue(RecordedFault fault, String attribute) {
    return Boolean.TRUE.equals(fault.attributes().get(attribute));
  }

  void checkMetric(Metric metric) {
    require(!metric.getName().isEmpty(), "metric without a name", metric);
    switch (metric.getDataCase()) {
      case SUM -> {
        checkTemporality(metric.getSum().getAggregationTemporalityValue(), metric);
        checkNumbers(metric, metric.getSum().getDataPointsList(), true);
      }
      case GAUGE -> checkNumbers(metric, metric.getGauge().getDataPointsList(), false);
      case HISTOGRAM -> {
        checkTemporality(metric.getHistogram().getAggregationTemporalityValue(), metric);
        List<HistogramDataPoint> points = metric.getHistogram().getDataPointsList();
        require(!points.isEmpty(), "metric without points", metric);
        for (HistogramDataPoint point : points) checkHistogram(metric, point);
      }
      default -> throw new BadPayload("metric without data, or of a kind never sent: " + metric);
    }
  }

  private static void checkTemporality(int temporality, Metric metric) {
    require(temporality == 1 || temporality == 2, "temporality not set", metric);
  }

  private void checkNumbers(Metric metric, List<NumberDataPoint> points, boolean started) {
    require(!points.isEmpty(), "metric without points", metric);
    for (NumberDataPoint point : points) {
      require(point.hasAsInt() || point.hasAsDouble(), "point without a value", metric);
      checkTime(point.getTimeUnixNano(), metric);
      if (started) checkStart(point.getStartTimeUnixNano(), point.getTimeUnixNano(), metric);
    }
  }

  private void checkHistogram(Metric metric, HistogramDataPoint point) {
    checkTime(point.getTimeUnixNano(), metric);
    checkStart(point.getStartTimeUnixNano(), point.getTimeUnixNano(), metric);
    List<Double> bounds = point.getExplicitBoundsList();
    List<Long> buckets = point.getBucketCountsList();
    if (!buckets.isEmpty() || !bounds.isEmpty()) {
      require(buckets.size() == bounds.size() + 1, "not one bucket more than bounds", metric);
      long sum = buckets.stream().mapToLong(Long::longValue).sum();
      require(sum == point.getCount(), "buckets do not add up to the count", metric);
    }
    for (int i = 1; i < bounds.size(); i++) {
      require(bounds.get(i - 1) < bounds.get(i), "bounds do not ascend", metric);
    }
    require(point.getCount() >= 0 && point.getSum() >= 0, "negative durations", metric);
  }

  private void checkStart(long start, long time, Object where) {
    checkTime(start, where);
    require(start <= time, "a point that ends before it starts", where);
  }

  private void checkTime(long nanos, Object where) {
    long now = System.currentTimeMillis() * 1_000_000;
    require(nanos >= startedNanos - MINUTE, "a time long gone: " + nanos, where);
    require(nanos <= now + TOLERANCE, "a time yet to come: " + nanos, where);
  }

  private static void checkId(ByteString id, int length, Object where) {
    require(id.size() == length, "id of " + id.size() + " bytes", where);
    boolean zero = true;
    for (byte each : id) zero &= each == 0;
    require(!zero, "id of zeros", where);
  }
}
