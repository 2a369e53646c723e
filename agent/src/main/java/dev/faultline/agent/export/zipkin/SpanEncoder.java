// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.zipkin;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.faultline.agent.enrich.scrub.Scrubber;
import dev.faultline.agent.export.EpochClock;
import dev.faultline.agent.export.ExportContext;
import dev.faultline.agent.export.attribute.SpanAttributes;
import dev.faultline.bootstrap.subject.Request;
import dev.faultline.bootstrap.trace.Ids;
import dev.faultline.bootstrap.trace.Part;
import dev.faultline.bootstrap.trace.Span;
import dev.faultline.bootstrap.trace.SpanType;
import dev.faultline.bootstrap.trace.Trace;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes one span. */
final class SpanEncoder {
  private static final long NANOS_PER_MICRO = 1_000;

  private final JsonGenerator json;
  private final EpochClock clock;
  private final Scrubber scrubber;
  private final Endpoints endpoints;
  private final Tags tags;
  private final SpanAttributes facts;
  private final ResourceTags resource;

  SpanEncoder(JsonGenerator json, ExportContext context) {
    this.json = json;
    this.clock = context.clock;
    this.scrubber = context.scrubber;
    this.endpoints = new Endpoints(json, context.resource("service.name"));
    this.tags = new Tags(json);
    this.facts = new SpanAttributes(tags, scrubber);
    this.resource = new ResourceTags(context.resource);
  }

  void encode(Span span, Part part) throws IOException {
    Trace trace = part.trace;
    json.writeStartObject();
    json.writeStringField("traceId", Ids.hex(trace.idHigh, trace.idLow));
    if (span.parentId != 0) json.writeStringField("parentId", Ids.hex(span.parentId));
    json.writeStringField("id", Ids.hex(span.id));
    String kind = kind(span.type);
    if (kind != null) json.writeStringField("kind", kind);
    json.writeStringField("name", Tags.sound(SpanAttributes.name(span)).toLowerCase(Locale.ROOT));
    times(span);
    endpoints.local();
    endpoints.remote(span.subject);
    json.writeObjectFieldStart("tags");
    if (trace.isRoot(span)) resource.write(tags);
    facts.write(span, part);
    if (SpanAttributes.failed(span)) json.writeStringField("error", Tags.sound(error(span)));
    json.writeEndObject();
    json.writeEndObject();
  }

  /** Both ends are cut to microseconds alike: what lies within another span stays within it. */
  private void times(Span span) throws IOException {
    long start = clock.epochNanos(span.startNanos) / NANOS_PER_MICRO;
    long end = clock.epochNanos(span.endNanos) / NANOS_PER_MICRO;
    json.writeNumberField("timestamp", start);
    json.writeNumberField("duration", Math.max(1, end - start));
  }

  private static @Nullable String kind(SpanType type) {
    if (type == SpanType.REQUEST) return "SERVER";
    return type == SpanType.TASK ? null : "CLIENT";
  }

  /** What Zipkin shows in red; that the tag is there at all is what says that it failed. */
  private String error(Span span) {
    Throwable error = span.error;
    if (error == null) return Integer.toString(status(span));
    String message = message(error);
    String type = error.getClass().getName();
    return message == null ? type : type + ": " + message;
  }

  private static int status(Span span) {
    return span.subject instanceof Request ? ((Request) span.subject).status : 0;
  }

  /** Masked as a database's: whether it is one is not worth finding out here. */
  private @Nullable String message(Throwable error) {
    try {
      String message = error.getMessage();
      return message == null ? null : scrubber.message(message, true);
    } catch (Throwable t) { // foreign code
      return null;
    }
  }
}
