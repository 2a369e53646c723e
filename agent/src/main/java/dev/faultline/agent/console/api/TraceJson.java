// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.faultline.agent.console.record.AttributeMap;
import dev.faultline.agent.console.record.FaultRecord;
import dev.faultline.agent.console.record.SpanRecord;
import dev.faultline.agent.console.store.FaultGroup;
import dev.faultline.agent.console.store.Store;
import dev.faultline.agent.console.store.TraceRecord;
import java.io.IOException;

/** A trace, as the read-out shows it. */
public final class TraceJson {
  private TraceJson() {}

  public static void head(JsonGenerator json, TraceRecord trace, SpanRecord root)
      throws IOException {
    json.writeStringField("traceId", trace.id);
    json.writeStringField("service", root.service);
    json.writeStringField("name", root.name);
    json.writeStringField(
        "status", root.attributes.text("http.response.status_code", "http.status_code"));
    json.writeNumberField("time", Api.millis(root.startNanos));
    json.writeNumberField("durationMicros", root.durationNanos() / 1_000);
    json.writeNumberField("spanCount", trace.spans.size());
    json.writeNumberField("faultCount", trace.faults.size());
    json.writeNumberField("mostRepeated", trace.mostRepeated());
    json.writeBooleanField("failed", trace.isFailed());
    json.writeBooleanField("slow", root.isSlow());
  }

  public static void whole(JsonGenerator json, TraceRecord trace, Store store) throws IOException {
    SpanRecord root = trace.root();
    if (root != null) {
      head(json, trace, root);
    } else {
      json.writeStringField("traceId", trace.id); // only its faults have come so far
    }
    json.writeNumberField("spansLeftOut", trace.spansLeftOut);
    json.writeArrayFieldStart("faults");
    for (String each : trace.faults) {
      int blank = each.indexOf(' ');
      FaultGroup group = store.fault(each.substring(0, blank));
      if (group != null) fault(json, group.latest, each.substring(blank + 1));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("spans");
    for (SpanRecord each : trace.spans.values()) span(json, each);
    json.writeEndArray();
  }

  private static void fault(JsonGenerator json, FaultRecord fault, String spanId)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("fingerprint", fault.fingerprint);
    json.writeStringField("spanId", spanId);
    json.writeStringField("type", fault.type);
    json.writeStringField("message", AttributeMap.clip(fault.message, FaultJson.MAX_MESSAGE));
    json.writeEndObject();
  }

  private static void span(JsonGenerator json, SpanRecord span) throws IOException {
    json.writeStartObject();
    json.writeStringField("spanId", span.id);
    json.writeStringField("parentSpanId", span.parentId);
    json.writeStringField("service", span.service);
    json.writeStringField("name", span.name);
    json.writeStringField("kind", span.kindName());
    json.writeStringField("startNanos", Long.toString(span.startNanos)); // too long for JavaScript
    json.writeNumberField("startMicros", span.startNanos / 1_000);
    json.writeNumberField("durationMicros", span.durationNanos() / 1_000);
    json.writeBooleanField("failed", span.failed);
    Api.attributes(json, span.attributes);
    json.writeEndObject();
  }
}
