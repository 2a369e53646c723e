// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import dev.faultline.agent.enrich.Fault;
import dev.faultline.agent.export.EpochClock;
import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.subject.SqlStatement;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes a fault as a log record, which is how OpenTelemetry tells exceptions. What the attributes
 * mean is in the README.
 */
final class FaultEncoder {
  private static final Fragment TIME = new Fragment("{\"timeUnixNano\":");
  private static final Fragment OBSERVED = new Fragment(",\"observedTimeUnixNano\":");
  private static final Fragment SEVERITY = new Fragment(",\"severityNumber\":");
  private static final Fragment SEVERITY_TEXT = new Fragment(",\"severityText\":");
  private static final Fragment TRACE_ID = new Fragment(",\"traceId\":");
  private static final Fragment SPAN_ID = new Fragment(",\"spanId\":");
  private static final Fragment FLAGS = new Fragment(",\"flags\":");
  private static final Fragment EVENT_NAME = new Fragment(",\"eventName\":");
  private static final Fragment BODY = new Fragment(",\"body\":{\"stringValue\":");
  private static final Fragment END_BODY = new Fragment("},");

  private final Json json;
  private final EpochClock clock;
  private final Attributes attributes;
  private final ExceptionEncoder exceptions;
  private final StoryEncoder stories;
  private final SqlErrorEncoder sqlErrors;
  private final BatchEncoder batches;
  private final PoolEncoder pools;
  private final DatabaseEncoder databases;
  private final TaskEncoder tasks;
  private final RequestEncoder requests;

  FaultEncoder(Json json, EpochClock clock) {
    this.json = json;
    this.clock = clock;
    this.attributes = new Attributes(json);
    this.exceptions = new ExceptionEncoder(attributes, clock);
    this.stories = new StoryEncoder(attributes);
    this.sqlErrors = new SqlErrorEncoder(attributes);
    this.batches = new BatchEncoder(attributes);
    this.pools = new PoolEncoder(attributes);
    this.databases = new DatabaseEncoder(attributes);
    this.tasks = new TaskEncoder(attributes);
    this.requests = new RequestEncoder(attributes);
  }

  void encode(Fault fault, long nowNanos) throws IOException {
    json.raw(TIME);
    json.quoted(clock.epochNanos(fault.nanos));
    json.raw(OBSERVED);
    json.quoted(clock.epochNanos(nowNanos));
    json.raw(SEVERITY);
    json.number(fault.severity.number);
    json.raw(SEVERITY_TEXT);
    json.string(fault.severity.name());
    trace(fault);
    json.raw(EVENT_NAME);
    json.string(eventName(fault.firstSeen()));
    json.raw(BODY);
    json.string(fault.message == null ? fault.type : fault.type + ": " + fault.message);
    json.raw(END_BODY);
    attributes.begin();
    exceptions.encode(fault);
    stories.encode(fault);
    subject(fault.subject);
    if (fault.task != null) tasks.subject(fault.task);
    if (fault.sql != null) {
      sqlErrors.encode(fault.sql, DatabaseEncoder.database(fault.subject));
    }
    if (fault.batch != null) batches.encode(fault.batch);
    if (fault.pool != null) pools.encode(fault.pool);
    if (fault.request != null) requests.encode(fault.request);
    attributes.end();
    json.raw('}');
  }

  private void trace(Fault fault) throws IOException {
    if (!fault.hasTrace) return;
    json.raw(TRACE_ID);
    json.hex(fault.traceIdHigh, fault.traceIdLow);
    if (fault.spanId != 0) {
      json.raw(SPAN_ID);
      json.hex(fault.spanId);
    }
    json.raw(FLAGS);
    json.number(fault.sampled ? 1 : 0);
  }

  private void subject(@Nullable Object subject) throws IOException {
    if (subject instanceof SqlStatement) {
      databases.subject((SqlStatement) subject);
    } else if (subject instanceof Database) {
      databases.subject((Database) subject);
    }
  }

  /** The names that the conventions have for an exception seen there. */
  private static String eventName(Layer layer) {
    switch (layer) {
      case SERVLET:
        return "http.server.request.exception";
      case JDBC:
        return "db.client.operation.exception";
      default:
        return "exception";
    }
  }
}
