// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.sentry;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.faultline.agent.enrich.sql.SqlDigest;
import dev.faultline.agent.export.ExportContext;
import dev.faultline.agent.export.attribute.SpanAttributes;
import dev.faultline.bootstrap.subject.SqlStatement;
import dev.faultline.bootstrap.trace.Ids;
import dev.faultline.bootstrap.trace.Part;
import dev.faultline.bootstrap.trace.Span;
import dev.faultline.bootstrap.trace.SpanType;
import java.io.IOException;
import java.util.Collections;

/** Writes a span inside of a transaction. For one thread. */
final class SpanWriter {
  private static final int MAX_DESCRIPTION = 2_000;

  private final ExportContext context;

  /** The text of a statement is the description. */
  private final Facts facts = new Facts(Collections.singleton("db.query.text"));

  private final SpanAttributes attributes;

  SpanWriter(ExportContext context) {
    this.context = context;
    this.attributes = new SpanAttributes(facts, context.scrubber);
  }

  void write(Span span, Part part, long parentId, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("trace_id", Ids.hex(part.trace.idHigh, part.trace.idLow));
    json.writeStringField("span_id", Ids.hex(span.id));
    json.writeStringField("parent_span_id", Ids.hex(parentId));
    Times.write("start_timestamp", context.clock.epochNanos(span.startNanos), json);
    Times.write("timestamp", context.clock.epochNanos(span.endNanos), json);
    json.writeStringField("op", op(span.type));
    json.writeStringField("description", Words.cut(description(span), MAX_DESCRIPTION));
    json.writeStringField("status", Statuses.of(span));
    json.writeObjectFieldStart("data");
    facts.to(json);
    attributes.write(span, part);
    json.writeEndObject();
    json.writeEndObject();
  }

  static String op(SpanType type) {
    switch (type) {
      case REQUEST:
        return "http.server";
      case TASK:
        return "task";
      case STATEMENT:
      case BATCH:
        return "db.query";
      case PREPARE:
        return "db.prepare";
      case CONNECT:
      case ACQUIRE:
        return "db.connection";
      case COMMIT:
      case ROLLBACK:
        return "db.transaction";
    }
    throw new AssertionError(type);
  }

  /** Of a statement its text, without literals: that is what Sentry analyses. */
  private static String description(Span span) {
    if (span.subject instanceof SqlStatement) {
      String text = SqlDigest.of((SqlStatement) span.subject).text;
      if (text != null) return text;
    }
    return SpanAttributes.name(span);
  }
}
