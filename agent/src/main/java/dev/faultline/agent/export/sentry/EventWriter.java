// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.sentry;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.faultline.agent.enrich.Fault;
import dev.faultline.agent.enrich.Severity;
import dev.faultline.agent.enrich.Step;
import dev.faultline.agent.enrich.scrub.RequestSummary;
import dev.faultline.agent.enrich.stack.ExceptionInfo;
import dev.faultline.agent.export.EpochClock;
import dev.faultline.agent.export.attribute.ClassNames;
import dev.faultline.agent.export.attribute.FaultAttributes;
import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.trace.Ids;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a fault as an event. For one thread. */
final class EventWriter {
  /** Sentry's limit for an entry of {@code extra}. */
  private static final int MAX_EXTRA = 16_000;

  private final EpochClock clock;
  private final Common common;
  private final RequestWriter requests;
  private final BreadcrumbWriter breadcrumbs;
  private final Tags tags = new Tags();
  private final Facts facts = new Facts(Tags.NAMES);
  private final FaultAttributes asTags;
  private final FaultAttributes asFacts;

  EventWriter(EpochClock clock, Common common, RequestWriter requests) {
    this.clock = clock;
    this.common = common;
    this.requests = requests;
    this.breadcrumbs = new BreadcrumbWriter(clock);
    this.asTags = new FaultAttributes(tags, clock);
    this.asFacts = new FaultAttributes(facts, clock);
  }

  /**
   * @param exceptions the fault's own, or those of the same group where it has none
   * @param maxFrames of one throwable
   */
  void write(Fault fault, List<ExceptionInfo> exceptions, int maxFrames, JsonGenerator json)
      throws IOException {
    boolean counts = fault.stack == null;
    json.writeStartObject();
    common.head(fault.id, clock.epochNanos(counts ? fault.lastSeenNanos : fault.nanos), json);
    json.writeStringField("level", level(fault.severity));
    put("logger", logger(fault), json);
    put("transaction", transaction(fault), json);
    fingerprint(fault, exceptions, json);
    json.writeObjectFieldStart("tags");
    common.tag(json);
    tags.to(json);
    asTags.write(fault);
    json.writeEndObject();
    new ExceptionWriter(json, maxFrames).write(fault, exceptions);
    thread(fault, json);
    if (fault.request != null) requests.write(fault.request, json);
    breadcrumbs.write(fault.breadcrumbs, json);
    contexts(fault, json);
    if (fault.earlierStack != null) {
      json.writeObjectFieldStart("extra");
      String stack = Words.cut(fault.earlierStack, MAX_EXTRA);
      json.writeStringField("faultline.earlier_stacktrace", stack);
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  /**
   * Sentry's own grouping, which goes by the stack. One that comes without, since it only counts,
   * must not be taken for all others of its type.
   */
  private static void fingerprint(Fault fault, List<ExceptionInfo> exceptions, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart("fingerprint");
    json.writeString("{{ default }}");
    if (exceptions.isEmpty()) json.writeString(fault.fingerprint);
    json.writeEndArray();
  }

  private static void thread(Fault fault, JsonGenerator json) throws IOException {
    if (fault.threadId <= 0) return;
    json.writeObjectFieldStart("threads");
    json.writeArrayFieldStart("values");
    json.writeStartObject();
    json.writeNumberField("id", fault.threadId);
    json.writeStringField("name", Words.cut(fault.threadName, Words.MAX_TAG));
    json.writeBooleanField("current", true);
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private void contexts(Fault fault, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("contexts");
    if (fault.hasTrace && fault.spanId != 0) {
      json.writeObjectFieldStart("trace");
      json.writeStringField("trace_id", Ids.hex(fault.traceIdHigh, fault.traceIdLow));
      json.writeStringField("span_id", Ids.hex(fault.spanId));
      json.writeEndObject();
    }
    common.contexts(json);
    json.writeObjectFieldStart("faultline");
    facts.to(json);
    asFacts.write(fault);
    json.writeEndObject();
    json.writeEndObject();
  }

  private static String level(Severity severity) {
    switch (severity) {
      case INFO:
        return "info";
      case WARN:
        return "warning";
      case ERROR:
        return "error";
    }
    throw new AssertionError(severity);
  }

  private static @Nullable String logger(Fault fault) {
    for (Step each : fault.way) {
      if (each.layer == Layer.LOG && each.by != null) return each.by;
    }
    return null;
  }

  private static @Nullable String transaction(Fault fault) {
    RequestSummary request = fault.request;
    if (request != null) {
      return request.route == null ? request.method : request.method + ' ' + request.route;
    }
    return fault.task == null ? null : ClassNames.stable(fault.task.name);
  }

  private static void put(String field, @Nullable String value, JsonGenerator json)
      throws IOException {
    if (value != null) json.writeStringField(field, Words.cut(value, Words.MAX_TAG));
  }
}
