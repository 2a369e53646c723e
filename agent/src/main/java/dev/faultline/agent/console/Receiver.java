// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import dev.faultline.agent.console.otlp.Node;
import dev.faultline.agent.console.record.Batch;
import dev.faultline.agent.console.record.FaultRecord;
import dev.faultline.agent.console.record.LineRecord;
import dev.faultline.agent.console.record.MetricRecord;
import dev.faultline.agent.console.record.Source;
import dev.faultline.agent.console.record.SpanRecord;
import java.util.List;

/** Understands OTLP requests: makes a batch of records of each. Stateless. */
final class Receiver {
  private Receiver() {}

  static void traces(Node request, Batch batch) {
    for (Node resource : request.list("resourceSpans")) {
      Source source = Source.of(resource);
      for (Node scope : scopes(resource, "scopeSpans", "instrumentationLibrarySpans")) {
        // Faultline tells exceptions as log records; its span events, if any, say the same again.
        boolean withEvents = !scope.get("scope").text("name").startsWith("faultline");
        for (Node span : scope.list("spans")) span(source, span, withEvents, batch);
      }
    }
  }

  static void logs(Node request, Batch batch) {
    for (Node resource : request.list("resourceLogs")) {
      Source source = Source.of(resource);
      for (Node scope : scopes(resource, "scopeLogs", "instrumentationLibraryLogs")) {
        for (Node record : scope.list("logRecords")) log(source, record, batch);
      }
    }
  }

  static void metrics(Node request, Batch batch) {
    for (Node resource : request.list("resourceMetrics")) {
      Source source = Source.of(resource);
      for (Node scope : scopes(resource, "scopeMetrics", "instrumentationLibraryMetrics")) {
        for (Node metric : scope.list("metrics")) MetricRecord.add(source, metric, batch);
      }
    }
  }

  private static void span(Source source, Node node, boolean withEvents, Batch batch) {
    SpanRecord span = new SpanRecord(source, node);
    if (!span.isValid()) {
      batch.reject(1, "A span has no trace id or no span id.");
      return;
    }
    batch.spans.add(span);
    if (!withEvents) return;
    for (Node event : node.list("events")) {
      FaultRecord fault = FaultRecord.ofEvent(span, event);
      if (fault != null) batch.faults.add(fault);
    }
  }

  private static void log(Source source, Node record, Batch batch) {
    FaultRecord fault = FaultRecord.ofLog(source, record);
    if (fault != null) {
      batch.faults.add(fault);
    } else {
      batch.lines.add(LineRecord.of(source, record));
    }
  }

  /** Before 2022 the scopes had another name. */
  private static List<Node> scopes(Node resource, String name, String olderName) {
    return resource.has(name) ? resource.list(name) : resource.list(olderName);
  }
}
