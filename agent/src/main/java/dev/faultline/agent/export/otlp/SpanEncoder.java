// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import dev.faultline.agent.enrich.scrub.Scrubber;
import dev.faultline.agent.export.EpochClock;
import dev.faultline.agent.export.attribute.SpanAttributes;
import dev.faultline.bootstrap.trace.Part;
import dev.faultline.bootstrap.trace.Span;
import dev.faultline.bootstrap.trace.SpanType;
import dev.faultline.bootstrap.trace.Trace;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes one span as JSON. */
final class SpanEncoder {
  private static final Fragment TRACE_ID = new Fragment("{\"traceId\":");
  private static final Fragment SPAN_ID = new Fragment(",\"spanId\":");
  private static final Fragment PARENT_ID = new Fragment(",\"parentSpanId\":");
  private static final Fragment TRACE_STATE = new Fragment(",\"traceState\":");
  private static final Fragment FLAGS = new Fragment(",\"flags\":");
  private static final Fragment NAME = new Fragment(",\"name\":");
  private static final Fragment KIND = new Fragment(",\"kind\":");
  private static final Fragment START = new Fragment(",\"startTimeUnixNano\":");
  private static final Fragment END = new Fragment(",\"endTimeUnixNano\":");
  private static final Fragment FAILED = new Fragment(",\"status\":{\"code\":2}");

  private static final int INTERNAL = 1;
  private static final int SERVER = 2;
  private static final int CLIENT = 3;

  /** Of {@code flags}: whether the parent is remote is known, and is so. */
  private static final int HAS_IS_REMOTE = 0x100;

  private static final int IS_REMOTE = 0x200;

  private final Json json;
  private final EpochClock clock;
  private final JsonAttributes attributes;
  private final SpanAttributes facts;
  private final @Nullable ExceptionEvent events;

  /**
   * @param events null where exceptions are told as log records alone
   */
  SpanEncoder(Json json, EpochClock clock, Scrubber scrubber, @Nullable ExceptionEvent events) {
    this.json = json;
    this.events = events;
    this.clock = clock;
    this.attributes = new JsonAttributes(json);
    this.facts = SpanAttributes.lean(attributes, scrubber);
  }

  void encode(Span span, Part part) throws IOException {
    Trace trace = part.trace;
    json.raw(TRACE_ID);
    json.hex(trace.idHigh, trace.idLow);
    json.raw(SPAN_ID);
    json.hex(span.id);
    if (span.parentId != 0) {
      json.raw(PARENT_ID);
      json.hex(span.parentId);
    }
    String traceState = facts.traceState(trace);
    if (traceState != null) {
      json.raw(TRACE_STATE);
      json.string(traceState);
    }
    json.raw(FLAGS);
    json.number(flags(span, trace));
    json.raw(NAME);
    json.string(facts.nameOf(span));
    json.raw(KIND);
    json.number(kind(span.type));
    json.raw(START);
    json.quoted(clock.epochNanos(span.startNanos));
    json.raw(END);
    json.quoted(clock.epochNanos(span.endNanos));
    json.raw(',');
    attributes.begin();
    facts.write(span, part);
    attributes.end();
    if (events != null && span.error != null) {
      events.encode(span.error, clock.epochNanos(span.endNanos));
    }
    if (SpanAttributes.failed(span)) json.raw(FAILED);
    json.raw('}');
  }

  static int flags(Span span, Trace trace) {
    boolean remote = trace.isRoot(span) && span.parentId != 0;
    return (trace.sampled ? 1 : 0) | HAS_IS_REMOTE | (remote ? IS_REMOTE : 0);
  }

  static int kind(SpanType type) {
    if (type == SpanType.REQUEST) return SERVER;
    return type == SpanType.TASK ? INTERNAL : CLIENT;
  }
}
