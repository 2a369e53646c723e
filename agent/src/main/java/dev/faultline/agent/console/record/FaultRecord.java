// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.record;

import dev.faultline.agent.console.otlp.Node;
import dev.faultline.agent.enrich.stack.StackText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One exception as it arrived, or a count of further ones. Immutable. */
public final class FaultRecord {
  public static final String BREADCRUMBS = "faultline.breadcrumbs";

  /** Sums of such counts must not run over. */
  private static final long MAX_COUNT = 1_000_000_000;

  public final Source source;

  /** Its source's name. */
  public final String service;

  public final long timeNanos;
  public final String traceId;
  public final String spanId;
  public final String type;
  public final String message;
  public final String stack;
  public final String fingerprint;

  /** Where in the application it was thrown; empty when it does not say. */
  public final String where;

  /** What became of it, as Faultline names it; empty when that is not known. */
  public final String state;

  /** What kind of error a database has told, such as IntegrityError; empty when none did. */
  public final String category;

  /** The task that it happened in, by its class name; empty when it was none. */
  public final String task;

  /** The request or task that it happened in; empty when it was neither. */
  public final String place;

  /** Such as ERROR; empty when it does not say. */
  public final String severity;

  public final long count;

  /** Whether the count may hold some of another group. */
  public final boolean estimated;

  /** Since the application was started, and until this was told; its own time where not told. */
  public final long firstNanos;

  public final long lastNanos;
  public final AttributeMap attributes;

  /** The same when it is sent again, as after a lost answer; empty where nothing tells. */
  public final String uid;

  private FaultRecord(
      Source source,
      String uid,
      long timeNanos,
      String traceId,
      String spanId,
      String severity,
      AttributeMap attributes) {
    this.source = source;
    this.uid = uid;
    this.service = source.service;
    this.timeNanos = timeNanos;
    this.traceId = traceId;
    this.spanId = spanId;
    this.severity = severity;
    this.attributes = attributes;
    message = attributes.text("exception.message");
    stack = attributes.text("exception.stacktrace");
    String says = attributes.text("exception.type");
    type = says.isEmpty() ? "exception" : AttributeMap.clip(says, 512);
    String print = attributes.text("faultline.fingerprint");
    fingerprint = isFingerprint(print) ? print : StackText.fingerprint(type, message, stack);
    where = AttributeMap.clip(where(), 512);
    state = AttributeMap.clip(attributes.text("faultline.state"), 64);
    category = AttributeMap.clip(attributes.text("faultline.sql.category"), 64);
    task = AttributeMap.clip(attributes.text("faultline.task.name"), 512);
    String request = request();
    place = request.isEmpty() ? (task.isEmpty() ? "" : "the task " + task) : request;
    count = Math.min(MAX_COUNT, Math.max(1, attributes.number("faultline.count")));
    estimated = attributes.text("faultline.count_estimated").equals("true");
    firstNanos = timeOr(attributes.number("faultline.first_seen"));
    lastNanos = timeOr(attributes.number("faultline.last_seen"));
  }

  /** Of a log record; null when it is about no exception. */
  public static @Nullable FaultRecord ofLog(Source source, Node log) {
    AttributeMap attributes = AttributeMap.of(log.list("attributes"));
    if (!isException(attributes)) return null;
    long time = log.number("timeUnixNano");
    if (time == 0) time = log.number("observedTimeUnixNano");
    return new FaultRecord(
        source,
        AttributeMap.clip(attributes.text("log.record.uid"), 128),
        time,
        SpanRecord.id(log, "traceId"),
        SpanRecord.id(log, "spanId"),
        AttributeMap.clip(log.text("severityText"), 16),
        attributes);
  }

  /** One that was kept. */
  public static FaultRecord of(
      Source source,
      String uid,
      long timeNanos,
      String traceId,
      String spanId,
      String severity,
      AttributeMap attributes) {
    return new FaultRecord(source, uid, timeNanos, traceId, spanId, severity, attributes);
  }

  /** Of an event of a span, which is how most SDKs tell exceptions; null when it is none. */
  public static @Nullable FaultRecord ofEvent(SpanRecord span, Node event) {
    AttributeMap attributes = AttributeMap.of(event.list("attributes"));
    if (!isException(attributes)) return null;
    // What its span knows of the request is known of the exception.
    for (String name : REQUEST) {
      Object value = span.attributes.values.get(name);
      if (value != null) attributes.values.putIfAbsent(name, value);
    }
    long time = event.number("timeUnixNano");
    String uid =
        span.traceId + '/' + span.id + '/' + time + '/' + attributes.text("exception.type");
    return new FaultRecord(span.source, uid, time, span.traceId, span.id, "", attributes);
  }

  private static final String[] REQUEST = {
    "http.request.method", "http.route", "url.path", "http.response.status_code"
  };

  /** Route, or path, with the method; empty when it was no request. */
  public String request() {
    String method = attributes.text("http.request.method");
    String route = attributes.text("http.route", "url.path");
    return method.isEmpty() ? route : (method + " " + route).trim();
  }

  /** Where its own stack was left out, an earlier one of the same place says it. */
  private String where() {
    String told = attributes.text("faultline.thrown_at");
    if (!told.isEmpty()) return told;
    String earlier = attributes.text("faultline.earlier_stacktrace");
    String found = StackText.where(earlier.isEmpty() ? stack : earlier);
    return found == null ? "" : found;
  }

  /**
   * The application's frame after {@link #where}, most often its caller: two faults that were
   * thrown at one place differ in it. Empty when it does not say, or is in the same method.
   */
  public String via() {
    List<String> frames = attributes.list("faultline.in_app_frames");
    if (frames.size() < 2 || !frames.get(0).equals(where)) return "";
    String next = frames.get(1);
    return method(next).equals(method(where)) ? "" : AttributeMap.clip(next, 512);
  }

  private static String method(String frame) {
    int source = frame.indexOf('(');
    return source < 0 ? frame : frame.substring(0, source);
  }

  private long timeOr(long nanos) {
    return nanos > 0 ? nanos : timeNanos;
  }

  public int weight() {
    return 400 + attributes.weight;
  }

  private static boolean isException(AttributeMap attributes) {
    return !attributes.text("exception.type", "exception.message").isEmpty();
  }

  /** It becomes a part of addresses. */
  private static boolean isFingerprint(String text) {
    if (text.isEmpty() || text.length() > 64) return false;
    for (int i = 0; i < text.length(); i++) {
      if (Character.digit(text.charAt(i), 16) < 0) return false;
    }
    return true;
  }
}
