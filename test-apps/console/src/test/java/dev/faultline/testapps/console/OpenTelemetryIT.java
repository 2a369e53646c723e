// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.console;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.faultline.harness.Jdk;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import java.io.IOException;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An application without Faultline sends to the console, by OpenTelemetry's own SDK. */
class OpenTelemetryIT {
  private static ConsoleProcess console;
  private static ConsoleApi api;

  @BeforeAll
  static void start() throws IOException {
    console = ConsoleProcess.inMemory(Jdk.current());
    api = console.api();
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void traceWithAnException_isATraceAndAFault() {
    String traceId;
    try (OpenTelemetrySdks sdk = OpenTelemetrySdks.of(console, "traced")) {
      traceId = traced(sdk.tracer());
    }
    JsonObject trace = api.get("/api/traces/" + traceId);
    assertThat(trace.get("name").getAsString()).isEqualTo("POST /orders/{id}");
    assertThat(trace.get("status").getAsString()).isEqualTo("500");
    assertThat(trace.get("failed").getAsBoolean()).isTrue();
    assertThat(texts(trace, "spans", "name"))
        .containsExactlyInAnyOrder("POST /orders/{id}", "INSERT orders");
    JsonObject fault = only(api.get("/api/faults?service=traced"), "faults");
    assertThat(fault.get("type").getAsString()).isEqualTo("java.lang.IllegalStateException");
    assertThat(fault.get("message").getAsString()).isEqualTo("out of stock");
    assertThat(fault.get("request").getAsString()).isEqualTo("POST /orders/{id}");
    JsonObject whole = api.get("/api/faults/" + fault.get("fingerprint").getAsString());
    JsonObject example = only(whole, "examples");
    assertThat(example.get("traceId").getAsString()).isEqualTo(traceId);
    assertThat(example.toString()).contains("OpenTelemetryIT.traced(OpenTelemetryIT.java:");
    JsonObject statement = only(api.get("/api/statements?service=traced"), "statements");
    assertThat(statement.get("statement").getAsString()).isEqualTo("INSERT INTO orders VALUES (?)");
    assertThat(statement.get("count").getAsInt()).isEqualTo(1);
    assertNothingRefused();
  }

  /** With a link, events, an exception and a statement. */
  private static String traced(Tracer tracer) {
    Span other = tracer.spanBuilder("enqueue").startSpan();
    other.end();
    Span request =
        tracer
            .spanBuilder("POST /orders/{id}")
            .setSpanKind(SpanKind.SERVER)
            .addLink(other.getSpanContext(), Attributes.of(AttributeKey.longKey("n"), 1L))
            .setAttribute("http.request.method", "POST")
            .setAttribute("http.route", "/orders/{id}")
            .setAttribute("http.response.status_code", 500)
            .setAttribute(AttributeKey.doubleArrayKey("weights"), java.util.List.of(0.5, 2.0))
            .startSpan();
    try (Scope ignored = request.makeCurrent()) {
      Span statement = tracer.spanBuilder("INSERT orders").setSpanKind(SpanKind.CLIENT).startSpan();
      statement.setAttribute("db.system.name", "postgresql");
      statement.setAttribute("db.query.text", "INSERT INTO orders VALUES (?)");
      statement.end();
      request.addEvent("retry", Attributes.of(AttributeKey.stringKey("why"), "timeout"));
      request.recordException(new IllegalStateException("out of stock"));
      request.setStatus(StatusCode.ERROR);
    } finally {
      request.end();
    }
    return request.getSpanContext().getTraceId();
  }

  @Test
  void lines_areWithTheirTraceAndExceptionsAreFaults() {
    String traceId;
    try (OpenTelemetrySdks sdk = OpenTelemetrySdks.of(console, "logging")) {
      Span span = sdk.tracer().spanBuilder("GET /").setSpanKind(SpanKind.SERVER).startSpan();
      traceId = span.getSpanContext().getTraceId();
      try (Scope ignored = span.makeCurrent()) {
        sdk.logger().logRecordBuilder().setSeverity(Severity.INFO).setBody("in a trace").emit();
      }
      span.end();
      Severity warn = Severity.WARN;
      sdk.logger().logRecordBuilder().setSeverity(warn).setBody("pool is nearly empty").emit();
      sdk.logger()
          .logRecordBuilder()
          .setSeverity(Severity.ERROR)
          .setSeverityText("ERROR")
          .setBody("cannot")
          .setAttribute(AttributeKey.stringKey("exception.type"), "com.shop.Broken")
          .setAttribute(AttributeKey.stringKey("exception.message"), "no more")
          .setAttribute(
              AttributeKey.stringKey("exception.stacktrace"),
              "com.shop.Broken: no more\n\tat com.shop.Orders.place(Orders.java:4)")
          .emit();
    }
    JsonObject trace = api.get("/api/traces/" + traceId);
    assertThat(texts(trace, "lines", "text")).containsExactly("in a trace");
    JsonObject fault = only(api.get("/api/faults?service=logging"), "faults");
    assertThat(fault.get("type").getAsString()).isEqualTo("com.shop.Broken");
    assertThat(fault.get("where").getAsString()).contains("com.shop.Orders.place");
    JsonObject service = find(api.get("/api/services"), "services", each -> is(each, "logging"));
    JsonObject loose = only(service, "lines");
    assertThat(loose.get("text").getAsString()).isEqualTo("pool is nearly empty");
    assertThat(loose.get("severity").getAsString()).isEqualTo("WARN");
    assertNothingRefused();
  }

  /** Of durations of 1 to 1,000 ms, of which a failed one is counted apart. */
  @ParameterizedTest
  @CsvSource({
    "CUMULATIVE, false, 750, 1000",
    "DELTA, false, 750, 1000",
    "CUMULATIVE, true, 890, 1000",
    "DELTA, true, 890, 1000"
  })
  void durations_areCountedAndHaveTheirPercentile(
      AggregationTemporality temporality, boolean exponential, int least, int most) {
    String service = "measured-" + temporality + "-" + exponential;
    try (OpenTelemetrySdks sdk = OpenTelemetrySdks.of(console, service, temporality, exponential)) {
      measure(sdk);
    }
    JsonObject requests = only(api.get("/api/requests?service=" + service), "requests");
    assertThat(requests.get("count").getAsInt()).isEqualTo(2_000);
    assertThat(requests.get("exact").getAsBoolean()).isTrue();
    assertThat(requests.get("totalMicros").getAsLong()).isBetween(1_000_990_000L, 1_001_010_000L);
    assertThat(requests.get("p95Micros").getAsDouble() / 1_000).isBetween(1.0 * least, 1.0 * most);
    JsonObject alive = find(api.get("/api/services"), "services", each -> is(each, service));
    assertThat(alive.get("alive").getAsBoolean()).isTrue();
    assertThat(alive.toString()).contains("opentelemetry 1.");
    assertNothingRefused();
  }

  /** The same twice, with a report of metrics in between and one of all that there is after. */
  private static void measure(OpenTelemetrySdks sdk) {
    Meter meter = sdk.meter();
    DoubleHistogram durations =
        meter.histogramBuilder("http.server.request.duration").setUnit("s").build();
    meter.gaugeBuilder("temperature").buildWithCallback(gauge -> gauge.record(21.5));
    meter.counterBuilder("orders").build().add(3);
    meter.upDownCounterBuilder("open").build().add(-2);
    Attributes of =
        Attributes.of(
            AttributeKey.stringKey("http.request.method"), "GET",
            AttributeKey.stringKey("http.route"), "/cart",
            AttributeKey.longKey("http.response.status_code"), 200L);
    for (int round = 0; round < 2; round++) {
      for (int millis = 1_000; millis >= 1; millis--) durations.record(millis / 1e3, of);
      sdk.flush();
    }
  }

  private static boolean is(JsonObject service, String name) {
    return service.get("name").getAsString().equals(name);
  }

  private static void assertNothingRefused() {
    JsonObject summary = api.get("/api/summary");
    assertThat(summary.getAsJsonObject("rejected").size()).as(summary.toString()).isZero();
  }

  private static JsonObject only(JsonObject answer, String list) {
    assertThat(answer.getAsJsonArray(list)).as(answer.toString()).hasSize(1);
    return answer.getAsJsonArray(list).get(0).getAsJsonObject();
  }

  private static JsonObject find(JsonObject answer, String list, Predicate<JsonObject> which) {
    for (JsonElement each : answer.getAsJsonArray(list)) {
      if (which.test(each.getAsJsonObject())) return each.getAsJsonObject();
    }
    throw new AssertionError(answer);
  }

  private static Set<String> texts(JsonObject answer, String list, String field) {
    return StreamSupport.stream(answer.getAsJsonArray(list).spliterator(), false)
        .map(each -> each.getAsJsonObject().get(field).getAsString())
        .collect(toSet());
  }
}
