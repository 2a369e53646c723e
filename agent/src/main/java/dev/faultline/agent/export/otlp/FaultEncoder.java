// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import dev.faultline.agent.enrich.Fault;
import dev.faultline.agent.enrich.SqlError;
import dev.faultline.agent.enrich.Step;
import dev.faultline.agent.export.EpochClock;
import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.subject.SqlStatement;
import dev.faultline.bootstrap.subject.Task;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes a fault as a log record, which is how OpenTelemetry tells exceptions. */
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

  private static final Key FINGERPRINT = new Key("faultline.fingerprint");
  private static final Key LAYERS = new Key("faultline.layers");
  private static final Key STATE = new Key("faultline.state");
  private static final Key WAY = new Key("faultline.way");
  private static final Key COUNT = new Key("faultline.count");
  private static final Key SQL_STATE = new Key("faultline.sql.state");
  private static final Key VENDOR_CODE = new Key("faultline.sql.vendor_code");
  private static final Key SQL_CATEGORY = new Key("faultline.sql.category");
  private static final Key SQL_KIND = new Key("faultline.sql.kind");
  private static final Key SQL_TRANSIENT = new Key("faultline.sql.transient");
  private static final Key STACKLESS = new Key("faultline.stackless");

  /** Stacks are bounded where they are rendered, in bytes; characters are never more. */
  private static final int MAX_STACK_LENGTH = 64 << 10;

  private final Json json;
  private final EpochClock clock;
  private final Attributes attributes;
  private final DatabaseEncoder databases;
  private final TaskEncoder tasks;
  private final RequestEncoder requests;

  FaultEncoder(Json json, EpochClock clock) {
    this.json = json;
    this.clock = clock;
    this.attributes = new Attributes(json);
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
    exception(fault);
    subject(fault.subject);
    if (fault.sql != null) sql(fault.sql, fault.subject);
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

  private void exception(Fault fault) throws IOException {
    attributes.put(Keys.EXCEPTION_TYPE, fault.type);
    attributes.put(Keys.EXCEPTION_MESSAGE, fault.message);
    attributes.put(Keys.EXCEPTION_STACK, fault.stack, MAX_STACK_LENGTH);
    attributes.put(FINGERPRINT, fault.fingerprint);
    attributes.put(LAYERS, names(fault.layers));
    if (fault.state != null) attributes.put(STATE, fault.state.name().toLowerCase(Locale.ROOT));
    attributes.put(WAY, words(fault.way));
    attributes.put(COUNT, fault.count);
    if (fault.stackless) attributes.put(STACKLESS, true);
    attributes.put(Keys.THREAD_ID, fault.threadId);
    attributes.put(Keys.THREAD_NAME, fault.threadName);
  }

  private void sql(SqlError sql, @Nullable Object subject) throws IOException {
    attributes.put(
        Keys.DB_STATUS, SqlStatus.of(sql.state, sql.vendorCode, DatabaseEncoder.database(subject)));
    attributes.put(SQL_STATE, sql.state);
    attributes.put(VENDOR_CODE, sql.vendorCode);
    attributes.put(SQL_CATEGORY, sql.category.text);
    attributes.put(SQL_KIND, sql.kind);
    attributes.put(SQL_TRANSIENT, sql.isTransient);
  }

  private void subject(@Nullable Object subject) throws IOException {
    if (subject instanceof SqlStatement) {
      databases.subject((SqlStatement) subject);
    } else if (subject instanceof Database) {
      databases.subject((Database) subject);
    } else if (subject instanceof Task) {
      tasks.subject((Task) subject);
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

  private static String[] words(List<Step> way) {
    String[] words = new String[way.size()];
    for (int i = 0; i < words.length; i++) words[i] = way.get(i).toString();
    return words;
  }

  private static String[] names(List<Layer> layers) {
    String[] names = new String[layers.size()];
    for (int i = 0; i < names.length; i++) names[i] = layers.get(i).name().toLowerCase(Locale.ROOT);
    return names;
  }
}
