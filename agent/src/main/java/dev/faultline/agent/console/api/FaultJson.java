// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.faultline.agent.console.record.AttributeMap;
import dev.faultline.agent.console.record.Crumb;
import dev.faultline.agent.console.record.FaultRecord;
import dev.faultline.agent.console.record.FaultSentence;
import dev.faultline.agent.console.store.FaultGroup;
import java.io.IOException;
import java.util.List;

/** A fault group, as the read-out shows it. */
public final class FaultJson {
  public static final int MAX_MESSAGE = 1_000;

  private FaultJson() {}

  public static void head(JsonGenerator json, FaultGroup group) throws IOException {
    FaultRecord latest = group.latest;
    json.writeStringField("fingerprint", group.fingerprint);
    json.writeStringField("service", latest.service);
    json.writeStringField("type", latest.type);
    json.writeStringField("message", AttributeMap.clip(latest.message, MAX_MESSAGE));
    json.writeStringField("where", latest.where);
    json.writeStringField("via", latest.via());
    json.writeStringField("request", latest.request());
    json.writeStringField("task", latest.task);
    json.writeStringField("thread", latest.attributes.text("thread.name"));
    json.writeStringField("state", latest.state);
    json.writeStringField("category", latest.category);
    json.writeStringField("kind", latest.attributes.text("faultline.sql.kind"));
    json.writeStringField("severity", latest.severity);
    json.writeNumberField("count", group.count);
    json.writeBooleanField("estimated", group.estimated);
    json.writeNumberField("firstSeen", Api.millis(group.firstNanos));
    json.writeNumberField("lastSeen", Api.millis(group.lastNanos));
  }

  public static void whole(JsonGenerator json, FaultGroup group) throws IOException {
    head(json, group);
    json.writeArrayFieldStart("examples");
    for (FaultRecord each : group.examples) example(json, each);
    json.writeEndArray();
  }

  private static void example(JsonGenerator json, FaultRecord fault) throws IOException {
    json.writeStartObject();
    json.writeNumberField("time", Api.millis(fault.timeNanos));
    json.writeStringField("service", fault.service);
    json.writeStringField("type", fault.type);
    json.writeStringField("message", fault.message);
    json.writeStringField("sentence", FaultSentence.of(fault));
    json.writeStringField("state", fault.state);
    json.writeStringField("stack", fault.stack);
    json.writeStringField("traceId", fault.traceId);
    json.writeStringField("spanId", fault.spanId);
    json.writeNumberField("count", fault.count);
    breadcrumbs(json, fault.attributes.list(FaultRecord.BREADCRUMBS));
    Api.attributes(json, fault.attributes);
    json.writeEndObject();
  }

  private static void breadcrumbs(JsonGenerator json, List<String> lines) throws IOException {
    json.writeArrayFieldStart("breadcrumbs");
    for (String each : lines) {
      Crumb crumb = Crumb.parse(each);
      if (crumb == null) continue;
      json.writeStartObject();
      json.writeNumberField("beforeMillis", crumb.beforeMillis);
      json.writeStringField("kind", crumb.kind);
      json.writeNumberField("tookMillis", crumb.tookMillis);
      json.writeBooleanField("failed", crumb.failed);
      json.writeStringField("text", crumb.text);
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
