// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import java.util.List;

/** Reads OTLP requests into the store, and tells the log what is worth a line. */
final class Receiver {
  private static final int MAX_SERVICE = 128;

  private final Store store;
  private final ConsoleLog log;

  Receiver(Store store, ConsoleLog log) {
    this.store = store;
    this.log = log;
  }

  void traces(Node request) {
    for (Node resource : request.list("resourceSpans")) {
      String service = service(resource);
      for (Node scope : scopes(resource, "scopeSpans", "instrumentationLibrarySpans")) {
        // Faultline tells exceptions as log records; its span events, if any, say the same again.
        boolean withEvents = !scope.get("scope").text("name").startsWith("faultline");
        for (Node span : scope.list("spans")) span(service, span, withEvents);
      }
    }
  }

  void logs(Node request) {
    for (Node resource : request.list("resourceLogs")) {
      String service = service(resource);
      for (Node scope : scopes(resource, "scopeLogs", "instrumentationLibraryLogs")) {
        for (Node record : scope.list("logRecords")) {
          FaultRecord fault = FaultRecord.ofLog(service, record);
          if (fault != null) add(fault);
        }
      }
    }
  }

  void metrics(Node request) {
    for (Node resource : request.list("resourceMetrics")) {
      for (Node scope : scopes(resource, "scopeMetrics", "instrumentationLibraryMetrics")) {
        for (Node metric : scope.list("metrics")) metric(metric);
      }
    }
  }

  private void span(String service, Node node, boolean withEvents) {
    SpanRecord span = new SpanRecord(service, node);
    if (!span.isValid()) return;
    store.add(span);
    if (span.isEntry() && (span.failed || span.isSlow())) log.trace(span);
    if (!withEvents) return;
    for (Node event : node.list("events")) {
      FaultRecord fault = FaultRecord.ofEvent(span, event);
      if (fault != null) add(fault);
    }
  }

  private void add(FaultRecord fault) {
    store.add(fault);
    log.fault(fault);
  }

  private void metric(Node metric) {
    String name = AttributeMap.clip(metric.text("name"), 256);
    if (name.isEmpty()) return;
    long points = 0;
    String[] kinds = {"gauge", "sum", "histogram", "exponentialHistogram", "summary"};
    for (String kind : kinds) points += metric.get(kind).list("dataPoints").size();
    store.addMetric(name, points);
  }

  /** Before 2022 the scopes had another name. */
  private static List<Node> scopes(Node resource, String name, String olderName) {
    return resource.has(name) ? resource.list(name) : resource.list(olderName);
  }

  private static String service(Node resource) {
    AttributeMap attributes = AttributeMap.of(resource.get("resource").list("attributes"));
    String service = attributes.text("service.name");
    return service.isEmpty() ? "unknown_service" : AttributeMap.clip(service, MAX_SERVICE);
  }
}
