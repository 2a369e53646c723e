// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.faultline.harness.App;
import dev.faultline.harness.RecordedSpan;
import dev.faultline.harness.RecordedTrace;
import dev.faultline.harness.Run;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A Zipkin server takes what is sent to it, and tells the same as a collector beside it. */
class ZipkinIT {
  private static final int REQUESTS = 30;
  private static Server zipkin;
  private static Run run;

  @BeforeAll
  static void shopReportsToZipkin() {
    zipkin =
        Server.start(
            "zipkin",
            "Serving HTTP at /127\\.0\\.0\\.1:([0-9]+)",
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", // it lives for seconds
                "-jar",
                "zipkin.jar",
                "--armeria.ports[0].ip=127.0.0.1",
                "--armeria.ports[0].port=0",
                "--armeria.ports[0].protocols[0]=http"),
            Map.of("STORAGE_TYPE", "mem"));
    run =
        App.of(Shop.class)
            .args(Integer.toString(REQUESTS))
            .set("faultline.exporters", "otlp,zipkin")
            .set("faultline.zipkin.endpoint", zipkin.endpoint())
            .set("faultline.environment", "test")
            .expectAnyErr()
            .run();
  }

  @AfterAll
  static void stop() {
    if (zipkin != null) zipkin.close();
  }

  @Test
  void everyTrace_isThere_spanBySpanAsTheCollectorHasIt() {
    assertThat(run.traces()).hasSizeGreaterThanOrEqualTo(REQUESTS);
    for (RecordedTrace trace : run.traces()) {
      Map<String, JsonObject> spans = trace(trace.id());

      assertThat(spans).as(trace.toString()).hasSameSizeAs(trace.spans());
      for (RecordedSpan each : trace.spans()) assertSame(spans.get(each.spanId()), each);
    }
  }

  @Test
  void request_hangsFromItsCallersSpan() {
    for (int i = 1; i <= REQUESTS; i++) {
      List<JsonObject> servers =
          trace(traceId(i)).values().stream()
              .filter(span -> span.has("kind") && text(span, "kind").equals("SERVER"))
              .toList();

      assertThat(servers).hasSize(1);
      assertThat(text(servers.get(0), "parentId")).isEqualTo("b7ad6b7169203331");
      assertThat(tags(servers.get(0)).get("url.query").getAsString())
          .isEqualTo("token=[Filtered]&page=2");
      assertThat(tags(servers.get(0)).get("deployment.environment.name").getAsString())
          .isEqualTo("test");
    }
  }

  @Test
  void failures_areFoundByTheirErrorTag() {
    JsonArray traces = array("/api/v2/traces?serviceName=test-app&annotationQuery=error&limit=100");

    assertThat(traces.asList().stream().map(ZipkinIT::traceIdOf))
        .containsExactlyInAnyOrder(traceId(10), traceId(20), traceId(30));
    for (JsonObject span : trace(traceId(10)).values()) {
      JsonElement error = tags(span).get("error");
      if (error == null) continue;
      assertThat(error.getAsString())
          .matches(
              "javax\\.servlet\\.ServletException: cannot take order 10"
                  + "|org\\.h2\\.\\S+: Unique index or primary key violation: .*");
    }
    assertThat(trace(traceId(10)).values().stream().filter(span -> tags(span).has("error")))
        .hasSize(2);
  }

  @Test
  void services_areTheShopAndItsDatabase() {
    assertThat(zipkin.get("/api/v2/services")).isEqualTo("[\"test-app\"]");
    assertThat(zipkin.get("/api/v2/remoteServices?serviceName=test-app"))
        .isEqualTo("[\"h2database-shop\"]");
    assertThat(zipkin.get("/api/v2/spans?serviceName=test-app")).contains("\"get /orders/*\"");
    JsonArray links = array("/api/v2/dependencies?endTs=" + (System.currentTimeMillis() + 60_000));
    assertThat(links).hasSize(1);
    JsonObject link = links.get(0).getAsJsonObject();
    assertThat(text(link, "parent")).isEqualTo("test-app");
    assertThat(text(link, "child")).isEqualTo("h2database-shop");
    assertThat(link.get("callCount").getAsInt()).isGreaterThanOrEqualTo(2 * REQUESTS - 3);
    assertThat(link.get("errorCount").getAsInt()).isEqualTo(3);
  }

  @Test
  void nothing_isDroppedOnEitherSide() {
    long spans = run.spans().size();
    assertThat(run.agentErr().toString())
        .containsPattern(
            "/api/v2/spans: spans: " + spans + " recorded = " + spans + " delivered \\+ 0 dropped");
    String metrics = zipkin.get("/prometheus");
    assertThat(metrics)
        .contains("zipkin_collector_spans_total{transport=\"http\",} " + spans + ".0")
        .contains("zipkin_collector_messages_dropped_total{transport=\"http\",} 0.0")
        .contains("zipkin_collector_spans_dropped_total{transport=\"http\",} 0.0");
  }

  private static void assertSame(JsonObject zipkin, RecordedSpan otlp) {
    assertThat(zipkin).as(otlp.toString()).isNotNull();
    assertTimes(zipkin, otlp.proto());
    assertThat(text(zipkin, "name")).isEqualTo(otlp.name().toLowerCase(Locale.ROOT));
    assertThat(text(zipkin, "parentId")).isEqualTo(otlp.parentId());
    assertThat(text(zipkin, "kind")).isEqualTo(kind(otlp));
    assertThat(text(zipkin.getAsJsonObject("localEndpoint"), "serviceName")).isEqualTo("test-app");
    assertThat(tags(zipkin).has("error")).isEqualTo(otlp.isError());
    otlp.attributes()
        .forEach(
            (key, value) -> assertThat(text(tags(zipkin), key)).as(key).isEqualTo(value(value)));
  }

  /** Each exporter looks at the wall clock itself, which is as coarse as a millisecond. */
  private static void assertTimes(JsonObject zipkin, Span otlp) {
    long nanos = otlp.getEndTimeUnixNano() - otlp.getStartTimeUnixNano();
    assertThat(zipkin.get("timestamp").getAsLong())
        .isCloseTo(otlp.getStartTimeUnixNano() / 1_000, within(5_000L));
    assertThat(zipkin.get("duration").getAsLong())
        .isPositive()
        .isCloseTo(nanos / 1_000, within(1L));
  }

  private static String kind(RecordedSpan otlp) {
    return switch (otlp.kind()) {
      case SPAN_KIND_SERVER -> "SERVER";
      case SPAN_KIND_CLIENT -> "CLIENT";
      default -> "";
    };
  }

  private static String value(Object value) {
    if (!(value instanceof List<?> list)) return value.toString();
    return String.join(", ", list.stream().map(Object::toString).toList());
  }

  /** As {@link Shop} numbers them. */
  private static String traceId(int request) {
    return String.format("0af7651916cd43dd8448eb211c80%04x", request);
  }

  private static String traceIdOf(JsonElement trace) {
    return text(trace.getAsJsonArray().get(0).getAsJsonObject(), "traceId");
  }

  /** The spans of a trace by their ids. */
  private static Map<String, JsonObject> trace(String id) {
    Map<String, JsonObject> spans = new TreeMap<>();
    for (JsonElement each : array("/api/v2/trace/" + id)) {
      spans.put(text(each.getAsJsonObject(), "id"), each.getAsJsonObject());
    }
    return spans;
  }

  private static JsonArray array(String path) {
    return JsonParser.parseString(zipkin.get(path)).getAsJsonArray();
  }

  private static JsonObject tags(JsonObject span) {
    return span.has("tags") ? span.getAsJsonObject("tags") : new JsonObject();
  }

  /** Empty when there is none. */
  private static String text(JsonObject object, String name) {
    return object.has(name) ? object.get(name).getAsString() : "";
  }
}
