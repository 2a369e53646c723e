// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.faultline.agent.console.store.Example;
import dev.faultline.agent.console.store.Kind;
import dev.faultline.agent.console.store.Timing;
import dev.faultline.agent.console.store.Timings;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** Requests by route and statements by digest, as the read-out shows them. */
public final class TimingJson {
  /** Rows that are told where no other limit is asked for. */
  public static final int USUAL_ROWS = 500;

  public static final int MAX_ROWS = 10_000;

  private TimingJson() {}

  /** What is asked for. Times are milliseconds since 1970; empty texts mean any. */
  public static final class Question {
    public String service = "";
    public String environment = "";
    public long since;
    public long now;
    public int limit = USUAL_ROWS;
  }

  public static void requests(JsonGenerator json, Connection connection, Question question)
      throws IOException, SQLException {
    Timings.Answer answer = answer(json, connection, Kind.REQUEST, question);
    json.writeArrayFieldStart("requests");
    for (Timing each : answer.timings.subList(0, rows(answer, question))) {
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

  public static void statements(JsonGenerator json, Connection connection, Question question)
      throws IOException, SQLException {
    Timings.Answer answer = answer(json, connection, Kind.STATEMENT, question);
    json.writeArrayFieldStart("statements");
    for (Timing each : answer.timings.subList(0, rows(answer, question))) {
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

  private static Timings.Answer answer(
      JsonGenerator json, Connection connection, Kind kind, Question question)
      throws IOException, SQLException {
    Timings.Answer answer =
        Timings.of(
            connection, kind, question.since, question.now, question.service, question.environment);
    Timings.readSlowest(
        connection, kind, question.since, question.now, answer, rows(answer, question));
    json.writeNumberField("seconds", answer.seconds);
    json.writeNumberField("total", answer.timings.size());
    return answer;
  }

  private static int rows(Timings.Answer answer, Question question) {
    return Math.min(answer.timings.size(), Math.max(0, Math.min(question.limit, MAX_ROWS)));
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
