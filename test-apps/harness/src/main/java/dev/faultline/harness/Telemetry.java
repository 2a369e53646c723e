// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness;

import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What has arrived so far. A payload is taken in whole, or refused whole. */
final class Telemetry {
  private final OtlpRules rules;
  private final List<RecordedSpan> spans = new ArrayList<>();
  private final List<RecordedFault> faults = new ArrayList<>();
  private final List<RecordedLine> lines = new ArrayList<>();
  private final List<RecordedPoint> points = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  Telemetry(long startedMillis) {
    rules = new OtlpRules(startedMillis);
  }

  /** Throws {@link BadPayload} when anything about it is not as it should be. */
  void take(String path, Body body) {
    switch (path) {
      case "/v1/traces" -> takeTraces(body);
      case "/v1/logs" -> takeLogs(body);
      case "/v1/metrics" -> takeMetrics(body);
      default -> throw new BadPayload("no such path: " + path);
    }
  }

  synchronized void refuse(String problem) {
    problems.add(problem);
  }

  /** What was wrong with single payloads; empty when nothing was. */
  synchronized List<String> problems() {
    return List.copyOf(problems);
  }

  synchronized List<RecordedSpan> spans() {
    return List.copyOf(spans);
  }

  synchronized List<RecordedFault> faults() {
    return List.copyOf(faults);
  }

  synchronized List<RecordedLine> lines() {
    return List.copyOf(lines);
  }

  synchronized List<RecordedPoint> points() {
    return List.copyOf(points);
  }

  /** By their first span. */
  List<RecordedTrace> traces() {
    Map<String, List<RecordedSpan>> byId = new LinkedHashMap<>();
    List<RecordedSpan> sorted = new ArrayList<>(spans());
    sorted.sort(Comparator.comparingLong(span -> span.proto().getStartTimeUnixNano()));
    for (RecordedSpan span : sorted) {
      byId.computeIfAbsent(span.traceId(), id -> new ArrayList<>()).add(span);
    }
    List<RecordedTrace> traces = new ArrayList<>();
    byId.forEach((id, members) -> traces.add(new RecordedTrace(id, List.copyOf(members))));
    return traces;
  }

  private void takeTraces(Body body) {
    ExportTraceServiceRequest.Builder builder = ExportTraceServiceRequest.newBuilder();
    List<ResourceSpans> parts = parsed(body, builder, builder::getResourceSpansList);
    List<RecordedSpan> taken = new ArrayList<>();
    for (ResourceSpans part : parts) {
      Map<String, Object> resource = resource(part.getResource());
      requireAny(part.getScopeSpansList(), "scopeSpans");
      for (var scope : part.getScopeSpansList()) {
        rules.checkScope(scope.getScope());
        for (Span span : requireAny(scope.getSpansList(), "spans")) {
          rules.checkSpan(span);
          taken.add(RecordedSpan.of(resource, span));
        }
      }
    }
    synchronized (this) {
      spans.addAll(taken);
    }
  }

  private void takeLogs(Body body) {
    ExportLogsServiceRequest.Builder builder = ExportLogsServiceRequest.newBuilder();
    List<ResourceLogs> parts = parsed(body, builder, builder::getResourceLogsList);
    List<RecordedFault> taken = new ArrayList<>();
    List<RecordedLine> takenLines = new ArrayList<>();
    for (ResourceLogs part : parts) {
      Map<String, Object> resource = resource(part.getResource());
      requireAny(part.getScopeLogsList(), "scopeLogs");
      for (var scope : part.getScopeLogsList()) {
        rules.checkScope(scope.getScope());
        for (LogRecord log : requireAny(scope.getLogRecordsList(), "logRecords")) {
          rules.checkLog(log);
          if (RecordedLine.isLine(log)) {
            rules.checkLine(log);
            takenLines.add(RecordedLine.of(resource, log));
            continue;
          }
          RecordedFault fault = RecordedFault.of(resource, log);
          rules.checkFault(fault);
          taken.add(fault);
        }
      }
    }
    synchronized (this) {
      faults.addAll(taken);
      lines.addAll(takenLines);
    }
  }

  private void takeMetrics(Body body) {
    ExportMetricsServiceRequest.Builder builder = ExportMetricsServiceRequest.newBuilder();
    List<ResourceMetrics> parts = parsed(body, builder, builder::getResourceMetricsList);
    List<RecordedPoint> taken = new ArrayList<>();
    for (ResourceMetrics part : parts) {
      resource(part.getResource());
      requireAny(part.getScopeMetricsList(), "scopeMetrics");
      for (var scope : part.getScopeMetricsList()) {
        rules.checkScope(scope.getScope());
        for (Metric metric : requireAny(scope.getMetricsList(), "metrics")) {
          rules.checkMetric(metric);
          taken.addAll(RecordedPoint.of(metric));
        }
      }
    }
    synchronized (this) {
      points.addAll(taken);
    }
  }

  private static <T> List<T> parsed(Body body, Message.Builder builder, Parts<T> parts) {
    body.parse(builder);
    return requireAny(parts.list(), "an envelope");
  }

  private static <T> List<T> requireAny(List<T> list, String what) {
    if (list.isEmpty()) throw new BadPayload("nothing in " + what);
    return list;
  }

  private Map<String, Object> resource(Resource resource) {
    Map<String, Object> attributes = Attributes.of(resource.getAttributesList());
    rules.checkResource(attributes);
    return attributes;
  }

  /**
   * What was sent, decompressed.
   *
   * @param isProtobuf or else it is JSON
   */
  record Body(byte[] bytes, boolean isProtobuf) {
    private void parse(Message.Builder builder) {
      if (isProtobuf) {
        OtlpProtobuf.parse(bytes, builder);
      } else {
        OtlpJson.parse(bytes, builder);
      }
    }
  }

  private interface Parts<T> {
    List<T> list();
  }
}
