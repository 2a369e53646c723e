// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import dev.faultline.agent.enrich.StackText;
import org.jspecify.annotations.Nullable;

/** One exception as it arrived, or a count of further ones. Immutable. */
final class FaultRecord {
  final String service;
  final long timeNanos;
  final String traceId;
  final String spanId;
  final String type;
  final String message;
  final String stack;
  final String fingerprint;

  /** Where in the application it was thrown; empty when it does not say. */
  final String where;

  final long count;
  final AttributeMap attributes;

  private FaultRecord(
      String service, long timeNanos, String traceId, String spanId, AttributeMap attributes) {
    this.service = service;
    this.timeNanos = timeNanos;
    this.traceId = traceId;
    this.spanId = spanId;
    this.attributes = attributes;
    message = attributes.text("exception.message");
    stack = attributes.text("exception.stacktrace");
    String says = attributes.text("exception.type");
    type = says.isEmpty() ? "exception" : AttributeMap.clip(says, 512);
    String print = attributes.text("faultline.fingerprint");
    fingerprint = isFingerprint(print) ? print : StackText.fingerprint(type, message, stack);
    String frame = StackText.where(stack);
    where = frame == null ? "" : AttributeMap.clip(frame, 512);
    count = Math.max(1, attributes.number("faultline.count"));
  }

  /** Of a log record; null when it is about no exception. */
  static @Nullable FaultRecord ofLog(String service, Node log) {
    AttributeMap attributes = AttributeMap.of(log.list("attributes"));
    if (!isException(attributes)) return null;
    long time = log.number("timeUnixNano");
    if (time == 0) time = log.number("observedTimeUnixNano");
    return new FaultRecord(
        service, time, SpanRecord.id(log, "traceId"), SpanRecord.id(log, "spanId"), attributes);
  }

  /** Of an event of a span, which is how most SDKs tell exceptions; null when it is none. */
  static @Nullable FaultRecord ofEvent(SpanRecord span, Node event) {
    AttributeMap attributes = AttributeMap.of(event.list("attributes"));
    if (!isException(attributes)) return null;
    // What its span knows of the request is known of the exception.
    for (String name : REQUEST) {
      Object value = span.attributes.values.get(name);
      if (value != null) attributes.values.putIfAbsent(name, value);
    }
    long time = event.number("timeUnixNano");
    return new FaultRecord(span.service, time, span.traceId, span.id, attributes);
  }

  private static final String[] REQUEST = {
    "http.request.method", "http.route", "url.path", "http.response.status_code"
  };

  /** Route, or path, with the method; empty when it was no request. */
  String request() {
    String method = attributes.text("http.request.method");
    String route = attributes.text("http.route", "url.path");
    return method.isEmpty() ? route : (method + " " + route).trim();
  }

  int weight() {
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
