// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.alert;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.faultline.agent.alert.Held;
import dev.faultline.agent.alert.channel.ChannelStatus;
import dev.faultline.agent.alert.event.AlertEvent;
import dev.faultline.agent.alert.notice.AlertGroup;
import dev.faultline.agent.alert.notice.Target;
import dev.faultline.agent.alert.rule.Rule;
import dev.faultline.agent.alert.rule.Silence;
import dev.faultline.agent.alert.setup.RuleProblem;
import dev.faultline.agent.console.api.Json;
import dev.faultline.agent.console.http.Query;
import dev.faultline.agent.console.http.Read;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rules, what fires, what was told, silences and channels, as JSON. */
public final class AlertRead implements Read {
  private static final int LISTED = 200;

  private final Alerts alerts;

  public AlertRead(Alerts alerts) {
    this.alerts = alerts;
  }

  @Override
  public byte @Nullable [] answer(String path, Query query) throws IOException {
    if (path.equals("/api/alerts")) return Json.written(this::all);
    if (!path.equals("/api/alerts/rules")) return null;
    return Json.written(json -> json.writeStringField("text", alerts.pageRules()));
  }

  private void all(JsonGenerator json) throws IOException {
    AlertView view = alerts.view();
    json.writeArrayFieldStart("rules");
    for (Map.Entry<Rule, List<AlertGroup>> each : view.firing.entrySet()) {
      Json.object(json, j -> rule(j, view, each.getKey(), each.getValue()));
    }
    for (RuleProblem each : view.lost) Json.object(json, j -> lost(j, each));
    json.writeEndArray();
    json.writeArrayFieldStart("history");
    for (HistoryRow each : history()) Json.object(json, j -> history(j, each));
    json.writeEndArray();
    json.writeArrayFieldStart("silences");
    for (PageSilence each : view.silences) {
      Json.object(json, j -> silence(j, each.silence, each.comment, "the page"));
    }
    for (Silence each : view.fileSilences) {
      Json.object(json, j -> silence(j, each, "", "the rules"));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("channels");
    for (ChannelStatus each : view.channels) Json.object(json, j -> channel(j, each));
    json.writeEndArray();
    json.writeArrayFieldStart("problems");
    for (RuleProblem each : view.problems) Json.object(json, j -> problem(j, each));
    json.writeEndArray();
    Json.numbers(json, "suppressed", view.suppressed);
    Json.numbers(json, "events", view.events);
    json.writeStringField("file", view.file);
    json.writeStringField("pageRules", view.pageRules);
  }

  private List<HistoryRow> history() throws IOException {
    try {
      return alerts.history(LISTED);
    } catch (SQLException e) {
      throw new IOException("the database does not answer", e);
    }
  }

  private static void rule(JsonGenerator json, AlertView view, Rule rule, List<AlertGroup> firing)
      throws IOException {
    json.writeStringField("name", rule.name);
    json.writeStringField("text", rule.text);
    json.writeStringField("severity", rule.severity.word);
    List<String> channels = new ArrayList<>();
    for (Target each : rule.targets) channels.add(each.toString());
    Json.texts(json, "channels", channels);
    json.writeBooleanField("enabled", true);
    json.writeStringField("problem", view.problem(rule));
    json.writeStringField("state", firing.isEmpty() ? "ok" : "firing");
    json.writeArrayFieldStart("firing");
    for (AlertGroup each : firing) Json.object(json, j -> group(j, each, view.held.get(each.key)));
    json.writeEndArray();
  }

  private static void lost(JsonGenerator json, RuleProblem problem) throws IOException {
    json.writeStringField("name", problem.place + ":" + problem.line);
    json.writeStringField("text", problem.text);
    json.writeStringField("severity", "");
    Json.texts(json, "channels", new ArrayList<>());
    json.writeBooleanField("enabled", false);
    json.writeStringField("problem", problem.message);
    json.writeStringField("state", "off");
    json.writeArrayFieldStart("firing");
    json.writeEndArray();
  }

  private static void group(JsonGenerator json, AlertGroup group, @Nullable Held held)
      throws IOException {
    json.writeStringField("key", group.key);
    json.writeObjectFieldStart("labels");
    for (Map.Entry<String, String> each : group.labels.entrySet()) {
      json.writeStringField(each.getKey(), each.getValue());
    }
    json.writeEndObject();
    json.writeNumberField("since", group.firedMillis);
    json.writeNumberField("count", group.count);
    json.writeNumberField("lastSeen", group.lastMillis);
    json.writeStringField("measured", group.measured);
    json.writeStringField("held", held == null ? "" : held.why);
    json.writeNumberField("silencedUntil", held == null ? 0 : held.untilMillis);
    AlertEvent last = group.example;
    if (last == null) return;
    json.writeFieldName("example");
    Json.object(json, j -> example(j, last));
  }

  /** The last event that it is about. */
  private static void example(JsonGenerator json, AlertEvent last) throws IOException {
    json.writeStringField("text", last.fragment.isEmpty() ? last.message : last.fragment);
    json.writeStringField("exception", last.exceptionType);
    json.writeStringField("place", last.topFrame);
    json.writeStringField("fingerprint", last.fingerprint);
    json.writeStringField("traceId", last.traceId);
    json.writeNumberField("time", last.eventMillis);
  }

  private static void history(JsonGenerator json, HistoryRow row) throws IOException {
    json.writeNumberField("time", row.millis);
    json.writeStringField("rule", row.rule);
    json.writeStringField("key", row.key);
    json.writeStringField("event", row.event);
    json.writeFieldName("labels");
    json.writeRawValue(row.labels);
    json.writeNumberField("count", row.count);
    json.writeStringField("text", row.text);
    json.writeArrayFieldStart("traceIds");
    for (String each : row.traceIds.split(" ")) if (!each.isEmpty()) json.writeString(each);
    json.writeEndArray();
    json.writeArrayFieldStart("deliveries");
    for (HistoryRow.Delivery each : row.deliveries) {
      json.writeStartObject();
      json.writeStringField("channel", each.channel);
      json.writeBooleanField("ok", each.ok);
      json.writeStringField("detail", each.detail);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void silence(JsonGenerator json, Silence silence, String comment, String by)
      throws IOException {
    json.writeStringField("id", silence.id);
    json.writeStringField("matchers", silence.matchers());
    json.writeNumberField("until", silence.untilMillis);
    json.writeStringField("comment", comment);
    json.writeStringField("by", by);
  }

  private static void channel(JsonGenerator json, ChannelStatus channel) throws IOException {
    json.writeStringField("name", channel.name);
    json.writeStringField("type", channel.type);
    json.writeStringField("target", channel.target);
    json.writeStringField("state", channel.state);
    json.writeStringField("lastError", channel.lastError);
    json.writeNumberField("sent", channel.sent);
    json.writeNumberField("failed", channel.failed);
    json.writeNumberField("dropped", channel.dropped);
    json.writeNumberField("waiting", channel.waiting);
  }

  static void problem(JsonGenerator json, RuleProblem problem) throws IOException {
    json.writeStringField("place", problem.place);
    json.writeNumberField("line", problem.line);
    json.writeNumberField("column", problem.column);
    json.writeStringField("message", problem.message);
  }
}
