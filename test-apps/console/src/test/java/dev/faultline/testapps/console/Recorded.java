// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.console;

import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;

/** What Faultline's agent records of a shop: spans and faults, as it would send them. */
final class Recorded {
  private static final String THROWN_AT = "com.shop.Orders.place(Orders.java:42)";

  private Recorded() {}

  /** A request that was served; the trace's first span, its id that of the trace's number. */
  static Span.Builder request(long trace, String route, long startMillis, long durationMicros) {
    return span(trace, trace, 0, "GET " + route, startMillis, durationMicros)
        .setKind(Span.SpanKind.SPAN_KIND_SERVER)
        .addAllAttributes(
            Otlp.attributes(
                "http.request.method",
                "GET",
                "http.route",
                route,
                "url.path",
                route,
                "http.response.status_code",
                200));
  }

  /** A statement within the request. */
  static Span.Builder statement(
      long trace, long id, String sql, long startMillis, long durationMicros) {
    return span(trace, id, trace, "SELECT orders", startMillis, durationMicros)
        .setKind(Span.SpanKind.SPAN_KIND_CLIENT)
        .addAllAttributes(
            Otlp.attributes(
                "db.system.name", "postgresql",
                "db.namespace", "shop",
                "db.operation.name", "SELECT",
                "db.query.text", sql,
                "faultline.query.digest", Otlp.id(sql.hashCode())));
  }

  /**
   * @param parent 0 for none
   */
  static Span.Builder span(
      long trace, long id, long parent, String name, long startMillis, long durationMicros) {
    Span.Builder span = Span.newBuilder().setTraceId(Otlp.bytes(Otlp.traceId(trace)));
    span.setSpanId(Otlp.bytes(Otlp.id(id))).setName(name).setKind(Span.SpanKind.SPAN_KIND_INTERNAL);
    if (parent != 0) span.setParentSpanId(Otlp.bytes(Otlp.id(parent)));
    span.setStartTimeUnixNano(Otlp.nanos(startMillis));
    return span.setEndTimeUnixNano(Otlp.nanos(startMillis) + durationMicros * 1_000);
  }

  /** Of that group, once, outside of a trace. */
  static LogRecord.Builder fault(long group, String type, String message, long millis) {
    return LogRecord.newBuilder()
        .setTimeUnixNano(Otlp.nanos(millis))
        .setObservedTimeUnixNano(Otlp.nanos(millis))
        .setSeverityNumber(Otlp.ERROR)
        .setSeverityText("ERROR")
        .setEventName("exception")
        .addAllAttributes(
            Otlp.attributes(
                "exception.type",
                type,
                "exception.message",
                message,
                "exception.stacktrace",
                stack(type, message),
                "faultline.thrown_at",
                THROWN_AT,
                "faultline.in_app_frames",
                List.of(THROWN_AT, "com.shop.OrderServlet.doPost(OrderServlet.java:9)"),
                "faultline.fingerprint",
                Otlp.id(group),
                "faultline.state",
                "escaped",
                "faultline.way",
                List.of("left the request"),
                "http.request.method",
                "POST",
                "http.route",
                "/orders",
                "thread.name",
                "http-1"));
  }

  /** The same in the first span of a trace. */
  static LogRecord.Builder faultIn(long trace, LogRecord.Builder fault) {
    fault.setTraceId(Otlp.bytes(Otlp.traceId(trace)));
    return fault.setSpanId(Otlp.bytes(Otlp.id(trace)));
  }

  private static String stack(String type, String message) {
    return type
        + ": "
        + message
        + "\n\tat java.base/java.util.ArrayList.get(ArrayList.java:427)\n\tat "
        + THROWN_AT
        + "\n\tat com.shop.OrderServlet.doPost(OrderServlet.java:9)"
        + "\n\tat jakarta.servlet.http.HttpServlet.service(HttpServlet.java:520)";
  }
}
