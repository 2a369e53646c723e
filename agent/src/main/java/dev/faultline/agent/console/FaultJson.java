// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** A fault group, as the read-out shows it. */
final class FaultJson {
  static final int MAX_MESSAGE = 1_000;

  private FaultJson() {}

  static void head(JsonGenerator json, FaultGroup group) throws IOException {
    FaultRecord latest = group.latest;
    json.writeStringField("fingerprint", group.fingerprint);
    json.writeStringField("service", latest.service);
    json.writeStringField("type", latest.type);
    json.writeStringField("message", AttributeMap.clip(latest.message, MAX_MESSAGE));
    json.writeStringField("where", latest.where);
    json.writeStringField("request", latest.request());
    json.writeNumberField("count", group.count);
    json.writeNumberField("firstSeen", Api.millis(group.firstNanos));
    json.writeNumberField("lastSeen", Api.millis(group.lastNanos));
  }

  static void whole(JsonGenerator json, FaultGroup group) throws IOException {
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
    json.writeStringField("stack", fault.stack);
    json.writeStringField("traceId", fault.traceId);
    json.writeStringField("spanId", fault.spanId);
    json.writeNumberField("count", fault.count);
    Api.attributes(json, fault.attributes);
    json.writeEndObject();
  }
}
