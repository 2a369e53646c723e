// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import dev.faultline.agent.enrich.scrub.Scrubber;
import dev.faultline.agent.enrich.stack.StackRenderer;
import dev.faultline.agent.export.EpochClock;
import dev.faultline.agent.export.attribute.SpanAttributes;
import dev.faultline.bootstrap.trace.Part;
import dev.faultline.bootstrap.trace.Span;
import dev.faultline.bootstrap.trace.Trace;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes one span as protobuf; the fields are those of trace/v1/trace.proto. */
final class ProtoSpans {
  private static final int TRACE_ID = Proto.tag(1, Proto.BYTES);
  private static final int SPAN_ID = Proto.tag(2, Proto.BYTES);
  private static final int TRACE_STATE = Proto.tag(3, Proto.BYTES);
  private static final int PARENT_ID = Proto.tag(4, Proto.BYTES);
  private static final int NAME = Proto.tag(5, Proto.BYTES);
  private static final int KIND = Proto.tag(6, Proto.VARINT);
  private static final int START = Proto.tag(7, Proto.FIXED64);
  private static final int END = Proto.tag(8, Proto.FIXED64);
  private static final int ATTRIBUTES = 9;
  private static final int EVENTS = Proto.tag(11, Proto.BYTES);
  private static final int STATUS = Proto.tag(15, Proto.BYTES);
  private static final int FLAGS = Proto.tag(16, Proto.FIXED32);

  private static final int STATUS_CODE = Proto.tag(3, Proto.VARINT);
  private static final int ERROR = 2;

  private static final int EVENT_TIME = Proto.tag(1, Proto.FIXED64);
  private static final int EVENT_NAME = Proto.tag(2, Proto.BYTES);
  private static final int EVENT_ATTRIBUTES = 3;

  private final Proto proto;
  private final EpochClock clock;
  private final SpanAttributes facts;
  private final ProtoAttributes eventAttributes;
  private final @Nullable StackRenderer events;
  private final Scrubber scrubber;

  /**
   * @param events null where exceptions are told as log records alone
   */
  ProtoSpans(Proto proto, EpochClock clock, Scrubber scrubber, @Nullable StackRenderer events) {
    this.proto = proto;
    this.clock = clock;
    this.facts = SpanAttributes.lean(new ProtoAttributes(proto, ATTRIBUTES), scrubber);
    this.eventAttributes = new ProtoAttributes(proto, EVENT_ATTRIBUTES);
    this.events = events;
    this.scrubber = scrubber;
  }

  void encode(Span span, Part part) throws IOException {
    Trace trace = part.trace;
    int begun = proto.begin(ProtoEnvelope.RECORD);
    proto.id(TRACE_ID, trace.idHigh, trace.idLow);
    proto.id(SPAN_ID, span.id);
    if (span.parentId != 0) proto.id(PARENT_ID, span.parentId);
    String traceState = facts.traceState(trace);
    if (traceState != null) proto.string(TRACE_STATE, traceState);
    proto.fixed32(FLAGS, SpanEncoder.flags(span, trace));
    proto.string(NAME, facts.nameOf(span));
    proto.varint(KIND, SpanEncoder.kind(span.type));
    proto.fixed64(START, clock.epochNanos(span.startNanos));
    proto.fixed64(END, clock.epochNanos(span.endNanos));
    facts.write(span, part);
    if (events != null && span.error != null) {
      event(span.error, clock.epochNanos(span.endNanos), events);
    }
    if (SpanAttributes.failed(span)) {
      proto.varint(STATUS, 2);
      proto.varint(STATUS_CODE, ERROR);
    }
    proto.end(begun);
  }

  private void event(Throwable error, long epochNanos, StackRenderer renderer) throws IOException {
    int begun = proto.begin(EVENTS);
    proto.fixed64(EVENT_TIME, epochNanos);
    proto.string(EVENT_NAME, ExceptionEvent.NAME);
    ExceptionEvent.write(error, renderer, scrubber, eventAttributes);
    proto.end(begun);
  }
}
