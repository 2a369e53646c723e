// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.sentry;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.faultline.agent.enrich.RecordId;
import dev.faultline.agent.enrich.scrub.RequestSummary;
import dev.faultline.agent.export.Bytes;
import dev.faultline.agent.export.ExportContext;
import dev.faultline.agent.export.attribute.SpanAttributes;
import dev.faultline.bootstrap.subject.Request;
import dev.faultline.bootstrap.trace.Ids;
import dev.faultline.bootstrap.trace.Part;
import dev.faultline.bootstrap.trace.Span;
import dev.faultline.bootstrap.trace.SpanType;
import java.io.IOException;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/** Writes a transaction. For one thread. */
final class TransactionWriter {
  /** Sentry keeps no more. */
  private static final int MAX_SPANS = 1_000;

  private final ExportContext context;
  private final Common common;
  private final RequestWriter requests;
  private final SpanWriter spanWriter;
  private final Tags tags = new Tags();
  private final Facts facts = new Facts(Collections.emptySet());
  private final SpanAttributes asTags;
  private final SpanAttributes asFacts;
  private final Bytes item = new Bytes();

  TransactionWriter(ExportContext context, Common common, RequestWriter requests) {
    this.context = context;
    this.common = common;
    this.requests = requests;
    this.spanWriter = new SpanWriter(context);
    this.asTags = new SpanAttributes(tags, context.scrubber);
    this.asFacts = new SpanAttributes(facts, context.scrubber);
  }

  /**
   * Writes as much of it as one may have.
   *
   * @return what is left
   */
  Transaction write(Transaction transaction, Waiting out) throws IOException {
    String id = RecordId.next();
    Set<Span> written = new HashSet<>();
    item.truncate(0);
    try (JsonGenerator json = Envelope.json(item)) {
      write(transaction, id, written, json);
    }
    byte[] envelope = Envelope.of(id, context.version, "transaction", item.array(), item.length());
    out.add(envelope, written.size());
    return transaction.without(written);
  }

  private void write(Transaction transaction, String id, Set<Span> written, JsonGenerator json)
      throws IOException {
    Span top = transaction.top;
    json.writeStartObject();
    json.writeStringField("type", "transaction");
    common.head(id, context.clock.epochNanos(transaction.endNanos()), json);
    Times.write("start_timestamp", context.clock.epochNanos(transaction.startNanos()), json);
    json.writeStringField("transaction", Words.cut(name(transaction), Words.MAX_TAG));
    json.writeObjectFieldStart("transaction_info");
    json.writeStringField("source", source(transaction));
    json.writeEndObject();
    json.writeObjectFieldStart("tags");
    common.tag(json);
    if (top != null) {
      tags.to(json);
      asTags.write(top, part(transaction, top));
    }
    json.writeEndObject();
    if (top != null && top.subject instanceof Request) {
      requests.write(new RequestSummary((Request) top.subject, context.scrubber), json);
    }
    long spanId = top == null ? newId(transaction) : top.id;
    contexts(transaction, spanId, json);
    spans(transaction, spanId, written, json);
    json.writeEndObject();
  }

  private void contexts(Transaction transaction, long spanId, JsonGenerator json)
      throws IOException {
    Span top = transaction.top;
    long parentId = top == null ? parentId(transaction) : top.parentId;
    json.writeObjectFieldStart("contexts");
    json.writeObjectFieldStart("trace");
    json.writeStringField("trace_id", traceId(transaction));
    json.writeStringField("span_id", Ids.hex(spanId));
    if (parentId != 0) json.writeStringField("parent_span_id", Ids.hex(parentId));
    json.writeStringField("op", top == null ? "part" : SpanWriter.op(top.type));
    json.writeStringField("status", top == null ? "unknown" : Statuses.of(top));
    if (top != null) {
      json.writeObjectFieldStart("data");
      facts.to(json);
      asFacts.write(top, part(transaction, top));
      json.writeEndObject();
    }
    json.writeEndObject();
    common.contexts(json);
    json.writeEndObject();
  }

  private void spans(Transaction transaction, long spanId, Set<Span> written, JsonGenerator json)
      throws IOException {
    if (transaction.top != null) written.add(transaction.top);
    int count = 0;
    json.writeArrayFieldStart("spans");
    for (int i = 0; i < transaction.size(); i++) {
      Span span = transaction.spans.get(i);
      if (span == transaction.top) continue;
      if (count == MAX_SPANS || count > 0 && item.length() > SentryEncoder.LARGEST) break;
      long parentId = transaction.isOutermost(span) ? spanId : span.parentId;
      spanWriter.write(span, transaction.parts.get(i), parentId, json);
      json.flush(); // so that its length is seen
      written.add(span);
      count++;
    }
    json.writeEndArray();
  }

  private static Part part(Transaction transaction, Span span) {
    return transaction.parts.get(transaction.spans.indexOf(span));
  }

  private static String traceId(Transaction transaction) {
    return Ids.hex(transaction.trace.idHigh, transaction.trace.idLow);
  }

  /** Of a span that stands for others and was never recorded. Not 0, not that of another. */
  private static long newId(Transaction transaction) {
    return ~transaction.spans.get(0).id;
  }

  private static long parentId(Transaction transaction) {
    for (Span each : transaction.spans) {
      if (transaction.isOutermost(each)) return each.parentId;
    }
    return 0;
  }

  /** Of one that none stands for: after the root, as far as that can be read already. */
  private static String name(Transaction transaction) {
    if (transaction.top != null) return SpanAttributes.name(transaction.top);
    Span root = transaction.trace.root;
    boolean known = root.type == SpanType.TASK || transaction.trace.isOver();
    return known ? SpanAttributes.name(root) : "(unfinished request)";
  }

  private static String source(Transaction transaction) {
    Span span = transaction.top == null ? transaction.trace.root : transaction.top;
    if (span.type == SpanType.TASK) return "task";
    boolean routed = span.subject instanceof Request && ((Request) span.subject).route != null;
    return routed ? "route" : "custom";
  }
}
