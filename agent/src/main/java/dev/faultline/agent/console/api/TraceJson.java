// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.faultline.agent.console.record.Source;
import dev.faultline.agent.console.record.SpanRecord;
import dev.faultline.agent.console.store.table.LineRow;
import dev.faultline.agent.console.store.trace.TraceFault;
import dev.faultline.agent.console.store.trace.TraceList;
import dev.faultline.agent.console.store.trace.TraceRow;
import dev.faultline.agent.console.store.trace.TraceWhole;
import java.io.IOException;

/** Traces, as the read-out shows them. */
final class TraceJson {
  private TraceJson() {}

  static void list(JsonGenerator json, TraceList list) throws IOException {
    json.writeNumberField("total", list.total);
    json.writeArrayFieldStart("traces");
    for (TraceRow each : list.rows) {
      Json.object(json, object -> head(object, each, list.source(each)));
    }
    json.writeEndArray();
  }

  private static void head(JsonGenerator json, TraceRow row, Source source) throws IOException {
    json.writeStringField("traceId", row.traceId);
    json.writeStringField("service", source.service);
    json.writeStringField("environment", source.environment);
    json.writeStringField("name", row.name);
    json.writeStringField("status", row.status);
    json.writeNumberField("time", Json.millis(row.startNanos));
    json.writeNumberField("durationMicros", row.durationNanos / 1_000);
    json.writeNumberField("spanCount", row.spans);
    json.writeNumberField("faultCount", row.faults);
    json.writeNumberField("mostRepeated", row.mostRepeated);
    json.writeBooleanField("failed", row.failed);
    json.writeBooleanField("slow", row.slow);
  }

  static void whole(JsonGenerator json, TraceWhole whole) throws IOException {
    if (whole.row.spans > 0) {
      head(json, whole.row, whole.source());
    } else {
      json.writeStringField("traceId", whole.row.traceId); // its spans are still to come
    }
    json.writeNumberField("spansLeftOut", whole.row.spansLeftOut);
    json.writeNumberField("spansWithoutAttributes", whole.spansWithoutAttributes);
    json.writeArrayFieldStart("faults");
    for (TraceFault each : whole.faults) Json.object(json, object -> fault(object, each));
    json.writeEndArray();
    json.writeArrayFieldStart("spans");
    for (SpanRecord each : whole.spans) Json.object(json, object -> span(object, each));
    json.writeEndArray();
    json.writeArrayFieldStart("lines");
    for (LineRow each : whole.lines) Json.object(json, object -> line(object, each));
    json.writeEndArray();
    json.writeArrayFieldStart("repeats");
    for (Repeats each : Repeats.in(whole.spans)) Json.object(json, object -> repeats(object, each));
    json.writeEndArray();
  }

  private static void fault(JsonGenerator json, TraceFault fault) throws IOException {
    json.writeStringField("fingerprint", fault.fingerprint);
    json.writeStringField("spanId", fault.spanId);
    json.writeStringField("type", fault.type);
    json.writeStringField("message", fault.message);
  }

  static void line(JsonGenerator json, LineRow line) throws IOException {
    json.writeNumberField("time", Json.millis(line.timeNanos));
    json.writeStringField("spanId", line.spanId);
    json.writeStringField("severity", line.severity);
    json.writeStringField("text", line.text.isEmpty() ? line.event : line.text);
    json.writeStringField("service", line.service);
  }

  private static void repeats(JsonGenerator json, Repeats repeats) throws IOException {
    json.writeStringField("spanId", repeats.first.id);
    json.writeStringField("statement", repeats.statement);
    json.writeNumberField("times", repeats.times);
    json.writeNumberField("totalMicros", repeats.totalNanos / 1_000);
  }

  private static void span(JsonGenerator json, SpanRecord span) throws IOException {
    json.writeStringField("spanId", span.id);
    json.writeStringField("parentSpanId", span.parentId);
    json.writeStringField("service", span.service);
    json.writeStringField("name", span.name);
    json.writeStringField("kind", span.kindName());
    json.writeStringField("startNanos", Long.toString(span.startNanos)); // too long for JavaScript
    json.writeNumberField("startMicros", span.startNanos / 1_000);
    json.writeNumberField("durationMicros", span.durationNanos() / 1_000);
    json.writeBooleanField("failed", span.failed);
    Json.attributes(json, span.attributes);
  }
}
