// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.ecs;

import com.fasterxml.jackson.core.SerializableString;
import dev.faultline.agent.enrich.Fault;
import dev.faultline.agent.enrich.LogRecord;
import dev.faultline.agent.export.Bytes;
import dev.faultline.agent.export.EpochClock;
import dev.faultline.agent.export.ExportContext;
import dev.faultline.agent.export.attribute.FaultAttributes;
import dev.faultline.agent.export.attribute.LogAttributes;
import dev.faultline.agent.export.attribute.SpanAttributes;
import dev.faultline.bootstrap.trace.Ids;
import dev.faultline.bootstrap.trace.Part;
import dev.faultline.bootstrap.trace.Span;
import dev.faultline.bootstrap.trace.Trace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * Writes one record as one JSON object: keys with dots at the top level, {@code @timestamp}, {@code
 * log.level} and {@code message} first, without a line break. What is returned is valid until the
 * next call. One that throws leaves nothing behind. For one thread.
 *
 * @see <a href="https://www.elastic.co/guide/en/ecs/current/ecs-field-reference.html">the
 *     fields</a>
 */
public final class EcsWriter {
  /** Changes when a field is given another meaning or type, not when one is added. */
  public static final int SCHEMA = 1;

  /** Oldest widely used version that has all the fields. */
  private static final String ECS_VERSION = "8.11.0";

  private static final SerializableString TIMESTAMP = new Field("@timestamp").name;
  private static final SerializableString LEVEL = new Field("log.level").name;
  private static final SerializableString MESSAGE = new Field("message").name;
  private static final SerializableString VERSION = new Field("ecs.version").name;
  private static final SerializableString SCHEMA_VERSION = new Field("faultline.schema").name;
  private static final SerializableString DATASET = new Field("event.dataset").name;
  private static final SerializableString EVENT_ID = new Field("event.id").name;
  private static final SerializableString OUTCOME = new Field("event.outcome").name;
  private static final SerializableString DURATION = new Field("event.duration").name;
  private static final SerializableString TRACE_ID = new Field("trace.id").name;
  private static final SerializableString SPAN_ID = new Field("span.id").name;
  private static final SerializableString TRANSACTION_ID = new Field("transaction.id").name;
  private static final SerializableString PARENT_ID = new Field("parent.id").name;
  private static final SerializableString SPAN_TYPE = new Field("faultline.span.type").name;

  private final EcsJson json;
  private final EpochClock clock;
  private final Origin origin;
  private final FaultAttributes faultFacts;
  private final SpanAttributes spanFacts;

  public EcsWriter(ExportContext context) {
    try {
      json = new EcsJson();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // there is no I/O: all is in memory
    }
    clock = context.clock;
    origin = new Origin(context.resource);
    faultFacts = new FaultAttributes(json, clock);
    spanFacts = new SpanAttributes(json, context.scrubber);
  }

  public Bytes write(Fault fault) throws IOException {
    begin(fault.nanos, fault.severity.name(), FaultAttributes.body(fault), "error", fault.id);
    json.field(OUTCOME, "failure");
    if (fault.durationNanos >= 0) json.field(DURATION, fault.durationNanos);
    if (fault.hasTrace) trace(fault.traceIdHigh, fault.traceIdLow, fault.spanId);
    origin.write(json);
    faultFacts.write(fault);
    return json.end();
  }

  public Bytes write(Span span, Part part) throws IOException {
    Trace trace = part.trace;
    begin(span.startNanos, "INFO", SpanAttributes.name(span), "span", id(span, part));
    json.field(OUTCOME, SpanAttributes.failed(span) ? "failure" : "success");
    json.field(DURATION, span.endNanos - span.startNanos);
    trace(trace.idHigh, trace.idLow, span.id);
    json.field(TRANSACTION_ID, Ids.hex(trace.root.id));
    if (span.parentId != 0) json.field(PARENT_ID, Ids.hex(span.parentId));
    json.field(SPAN_TYPE, span.type.name().toLowerCase(Locale.ROOT));
    origin.write(json);
    spanFacts.write(span, part);
    return json.end();
  }

  /**
   * @param id unique among all lines of all processes
   */
  public Bytes write(LogRecord line, String id) throws IOException {
    begin(line.nanos, line.severity.name(), line.message, "log", id);
    if (line.hasTrace) trace(line.traceIdHigh, line.traceIdLow, line.spanId);
    origin.write(json);
    LogAttributes.write(line, json);
    return json.end();
  }

  /** What {@code event.id} of a span is. */
  public static String id(Span span, Part part) {
    return Ids.hex(part.trace.idHigh, part.trace.idLow) + '-' + Ids.hex(span.id);
  }

  private void begin(long nanos, String level, String message, String kind, String id)
      throws IOException {
    json.begin();
    json.time(TIMESTAMP, clock.epochNanos(nanos));
    json.field(LEVEL, level);
    json.field(MESSAGE, message);
    json.field(VERSION, ECS_VERSION);
    json.field(SCHEMA_VERSION, SCHEMA);
    json.field(DATASET, "faultline." + kind);
    json.field(EVENT_ID, id);
  }

  private void trace(long high, long low, long spanId) throws IOException {
    json.field(TRACE_ID, Ids.hex(high, low));
    if (spanId != 0) json.field(SPAN_ID, Ids.hex(spanId));
  }
}
