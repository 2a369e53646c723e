// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.faultline.agent.console.record.Crumb;
import dev.faultline.agent.console.record.FaultRecord;
import dev.faultline.agent.console.record.FaultSentence;
import dev.faultline.agent.console.store.fault.FaultHead;
import dev.faultline.agent.console.store.fault.FaultList;
import dev.faultline.agent.console.store.fault.FaultOrigin;
import dev.faultline.agent.console.store.fault.FaultWhole;
import dev.faultline.agent.console.store.fault.GroupStatus;
import dev.faultline.agent.console.store.fault.SimilarFault;
import java.io.IOException;
import java.util.List;

/** Groups of faults, as the read-out shows them. */
final class FaultJson {
  private static final long HOUR_MILLIS = 3_600_000;

  private FaultJson() {}

  static void list(JsonGenerator json, FaultList list) throws IOException {
    json.writeNumberField("total", list.total);
    if (list.searchedSinceMillis > 0) {
      json.writeNumberField("searchedSince", list.searchedSinceMillis);
    }
    json.writeObjectFieldStart("counts");
    for (GroupStatus each : GroupStatus.values()) {
      json.writeNumberField(each.text(), list.byStatus.getOrDefault(each, 0L));
    }
    json.writeEndObject();
    Json.numbers(json, "states", list.byState);
    Json.numbers(json, "categories", list.byCategory);
    json.writeArrayFieldStart("faults");
    for (FaultHead each : list.heads) {
      Json.object(json, object -> head(object, each, list.sparkMillis));
    }
    json.writeEndArray();
  }

  private static void head(JsonGenerator json, FaultHead head, long sparkMillis)
      throws IOException {
    json.writeStringField("fingerprint", head.fingerprint);
    json.writeStringField("service", head.service);
    Json.texts(json, "services", head.services);
    json.writeStringField("environment", head.environment);
    json.writeStringField("release", head.release);
    json.writeStringField("type", head.type);
    json.writeStringField("message", head.message);
    json.writeStringField("where", head.where);
    json.writeStringField("via", head.via);
    json.writeStringField("request", head.request);
    json.writeStringField("task", head.task);
    json.writeStringField("thread", head.thread);
    json.writeStringField("state", head.state);
    json.writeStringField("category", head.category);
    json.writeStringField("kind", head.kind);
    json.writeStringField("severity", head.severity);
    json.writeNumberField("count", head.count);
    json.writeBooleanField("estimated", head.estimated);
    json.writeNumberField("firstSeen", head.firstSeenMillis);
    json.writeNumberField("lastSeen", head.lastSeenMillis);
    json.writeStringField("status", head.status.text());
    json.writeObjectField("mutedUntil", head.mutedUntilMillis);
    json.writeObjectField("mutedUntilCount", head.mutedUntilCount);
    json.writeFieldName("sparkline");
    json.writeArray(head.sparkline, 0, head.sparkline.length);
    json.writeNumberField("sparkMillis", sparkMillis);
  }

  static void whole(JsonGenerator json, FaultWhole whole) throws IOException {
    head(json, whole.head, HOUR_MILLIS);
    json.writeArrayFieldStart("examples");
    for (FaultRecord each : whole.examples) Json.object(json, object -> example(object, each));
    json.writeEndArray();
    json.writeArrayFieldStart("similar");
    for (SimilarFault each : whole.similar) Json.object(json, object -> similar(object, each));
    json.writeEndArray();
    json.writeArrayFieldStart("byService");
    for (FaultOrigin each : whole.origins) Json.object(json, object -> origin(object, each));
    json.writeEndArray();
  }

  private static void similar(JsonGenerator json, SimilarFault fault) throws IOException {
    json.writeStringField("fingerprint", fault.fingerprint);
    json.writeStringField("type", fault.type);
    json.writeStringField("message", fault.message);
    json.writeNumberField("count", fault.count);
    json.writeStringField("why", fault.why);
  }

  private static void origin(JsonGenerator json, FaultOrigin origin) throws IOException {
    json.writeStringField("service", origin.service);
    json.writeStringField("environment", origin.environment);
    json.writeStringField("release", origin.release);
    json.writeNumberField("count", origin.count);
    json.writeNumberField("lastSeen", origin.lastSeenMillis);
  }

  private static void example(JsonGenerator json, FaultRecord fault) throws IOException {
    json.writeStringField("id", fault.uid);
    json.writeNumberField("time", Json.millis(fault.timeNanos));
    json.writeStringField("service", fault.service);
    json.writeStringField("environment", fault.source.environment);
    json.writeStringField("release", fault.source.release);
    json.writeStringField("instance", fault.source.instance);
    json.writeStringField("type", fault.type);
    json.writeStringField("message", fault.message);
    json.writeStringField("sentence", FaultSentence.of(fault));
    json.writeStringField("state", fault.state);
    json.writeStringField("stack", fault.stack);
    json.writeStringField("traceId", fault.traceId);
    json.writeStringField("spanId", fault.spanId);
    json.writeNumberField("count", fault.count);
    breadcrumbs(json, fault.attributes.list(FaultRecord.BREADCRUMBS));
    Json.attributes(json, fault.attributes);
  }

  private static void breadcrumbs(JsonGenerator json, List<String> lines) throws IOException {
    json.writeArrayFieldStart("breadcrumbs");
    for (String each : lines) {
      Crumb crumb = Crumb.parse(each);
      if (crumb != null) Json.object(json, object -> crumb(object, crumb));
    }
    json.writeEndArray();
  }

  private static void crumb(JsonGenerator json, Crumb crumb) throws IOException {
    json.writeNumberField("beforeMillis", crumb.beforeMillis);
    json.writeStringField("kind", crumb.kind);
    json.writeNumberField("tookMillis", crumb.tookMillis);
    json.writeBooleanField("failed", crumb.failed);
    json.writeStringField("text", crumb.text);
  }
}
