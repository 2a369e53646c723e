// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.faultline.agent.console.store.timing.Example;
import dev.faultline.agent.console.store.timing.Timing;
import dev.faultline.agent.console.store.timing.Timings;
import java.io.IOException;

/** Requests by route and statements by digest, as the read-out shows them. */
final class TimingJson {
  private TimingJson() {}

  static void requests(JsonGenerator json, Timings.Answer answer, int rows) throws IOException {
    head(json, answer);
    json.writeArrayFieldStart("requests");
    for (Timing each : answer.first(rows)) {
      json.writeStartObject();
      json.writeStringField("service", each.service);
      json.writeStringField("environment", each.environment);
      json.writeStringField("method", each.parts.get(0));
      json.writeStringField("route", each.parts.get(1));
      numbers(json, each, answer.seconds);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void statements(JsonGenerator json, Timings.Answer answer, int rows) throws IOException {
    head(json, answer);
    json.writeArrayFieldStart("statements");
    for (Timing each : answer.first(rows)) {
      json.writeStartObject();
      json.writeStringField("service", each.service);
      json.writeStringField("environment", each.environment);
      json.writeStringField("system", each.parts.get(0));
      json.writeStringField("namespace", each.parts.get(1));
      json.writeStringField("digest", each.parts.get(2));
      json.writeStringField("statement", each.text);
      json.writeNumberField("folded", each.folded);
      numbers(json, each, answer.seconds);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Of all of them, however many are listed. */
  private static void head(JsonGenerator json, Timings.Answer answer) throws IOException {
    json.writeNumberField("seconds", answer.seconds);
    json.writeNumberField("total", answer.timings.size());
    json.writeNumberField("count", answer.sum(each -> each.count));
    json.writeNumberField("errors", answer.sum(each -> each.errors));
    json.writeNumberField("totalMicros", answer.sum(each -> each.totalMicros));
  }

  private static void numbers(JsonGenerator json, Timing timing, long seconds) throws IOException {
    json.writeBooleanField("exact", timing.exact);
    json.writeNumberField("count", timing.count);
    json.writeNumberField("perSecond", rounded((double) timing.count / seconds));
    json.writeNumberField("errors", timing.errors);
    json.writeNumberField("errorRate", rounded((double) timing.errors / timing.count));
    json.writeNumberField("p50Micros", timing.percentile(0.50));
    json.writeNumberField("p95Micros", timing.percentile(0.95));
    json.writeNumberField("p99Micros", timing.percentile(0.99));
    json.writeNumberField("maxMicros", timing.longestMicros());
    json.writeNumberField("totalMicros", timing.totalMicros);
    json.writeArrayFieldStart("sparkline");
    for (long each : timing.sparkline) json.writeNumber(each);
    json.writeEndArray();
    json.writeArrayFieldStart("slowest");
    for (Example each : timing.slowest) {
      json.writeStartObject();
      json.writeStringField("traceId", each.traceId);
      json.writeNumberField("durationMicros", each.durationMicros);
      json.writeNumberField("time", each.timeMillis);
      json.writeStringField("status", each.status);
      json.writeBooleanField("failed", each.failed);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** To a millionth: more would be noise. */
  static double rounded(double value) {
    return Math.round(value * 1e6) / 1e6;
  }
}
