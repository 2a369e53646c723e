// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.console;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;

/** A process that sends: puts what it has recorded into requests, as Faultline's agent does. */
final class Sender {
  private static final InstrumentationScope SCOPE =
      InstrumentationScope.newBuilder().setName("faultline").setVersion("0.1.0").build();

  final String service;
  private final Resource resource;

  private Sender(String service, Resource resource) {
    this.service = service;
    this.resource = resource;
  }

  /** In production, of release 1.0. */
  static Sender of(String service) {
    return of(service, "production", "1.0");
  }

  static Sender of(String service, String environment, String release) {
    Resource.Builder resource = Resource.newBuilder();
    resource.addAllAttributes(
        Otlp.attributes(
            "service.name", service,
            "service.version", release,
            "service.instance.id", service + "-1",
            "deployment.environment.name", environment,
            "host.name", "host-1",
            "process.pid", 4711,
            "process.runtime.name", "OpenJDK Runtime Environment",
            "process.runtime.version", "17.0.17+10",
            "telemetry.sdk.name", "faultline",
            "telemetry.sdk.language", "java",
            "telemetry.sdk.version", "0.1.0"));
    return new Sender(service, resource.build());
  }

  ExportTraceServiceRequest spans(Iterable<Span> spans) {
    ScopeSpans scope = ScopeSpans.newBuilder().setScope(SCOPE).addAllSpans(spans).build();
    ResourceSpans all =
        ResourceSpans.newBuilder().setResource(resource).addScopeSpans(scope).build();
    return ExportTraceServiceRequest.newBuilder().addResourceSpans(all).build();
  }

  ExportLogsServiceRequest logs(Iterable<LogRecord> records) {
    ScopeLogs scope = ScopeLogs.newBuilder().setScope(SCOPE).addAllLogRecords(records).build();
    ResourceLogs all = ResourceLogs.newBuilder().setResource(resource).addScopeLogs(scope).build();
    return ExportLogsServiceRequest.newBuilder().addResourceLogs(all).build();
  }

  ExportLogsServiceRequest logs(LogRecord... records) {
    return logs(List.of(records));
  }

  ExportMetricsServiceRequest metrics(Metric... metrics) {
    ScopeMetrics scope =
        ScopeMetrics.newBuilder().setScope(SCOPE).addAllMetrics(List.of(metrics)).build();
    ResourceMetrics all =
        ResourceMetrics.newBuilder().setResource(resource).addScopeMetrics(scope).build();
    return ExportMetricsServiceRequest.newBuilder().addResourceMetrics(all).build();
  }
}
