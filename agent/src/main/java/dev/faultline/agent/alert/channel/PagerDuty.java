// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.faultline.agent.alert.notice.AlertGroup;
import dev.faultline.agent.alert.notice.Notice;
import dev.faultline.agent.alert.notice.Severity;
import dev.faultline.agent.transport.Answer;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * PagerDuty's Events API, version 2. One event for each group, and the alert's own key as {@code
 * dedup_key}: what triggers and what resolves find one another, whichever agent sends them, and an
 * event that is sent twice is one incident still.
 */
final class PagerDuty extends HttpChannel {
  static final String ADDRESS = "https://events.pagerduty.com/v2/enqueue";
  static final int MAX_SUMMARY_CHARS = 1_024;
  static final int MAX_KEY_CHARS = 255;

  private static final int MAX_NAME_CHARS = 255;

  private final Composer composer;

  /** What has become of the first of a message that is to be tried again. */
  private final Map<AlertGroup, Verdict> gone = new LinkedHashMap<>();

  PagerDuty(ChannelConfig config, Composer composer, Wire.Maker wires, LongSupplier epochMillis) {
    super(config, config.value("url", ADDRESS), wires, epochMillis);
    this.composer = composer;
  }

  /** What has gone before one that fails is not sent again with it. */
  @Override
  Verdict send(Told told) throws IOException {
    List<Alert> alerts = Alert.of(told, Integer.MAX_VALUE);
    Set<AlertGroup> groups = new HashSet<>();
    for (Alert each : alerts) groups.add(each.group);
    gone.keySet().retainAll(groups);
    for (Alert each : alerts) {
      // nothing is wrong: it is no incident
      if (each.notice.event == Notice.Event.HEARTBEAT || gone.containsKey(each.group)) continue;
      Verdict verdict = send(each, told.shorter > 0);
      boolean refused = verdict.kind == Verdict.Kind.REFUSED;
      if (!refused && verdict.kind != Verdict.Kind.DELIVERED) return verdict;
      gone.put(each.group, verdict);
    }
    Verdict worst = Verdict.delivered();
    for (Verdict each : gone.values()) if (each.kind != Verdict.Kind.DELIVERED) worst = each;
    gone.clear();
    return worst;
  }

  private Verdict send(Alert alert, boolean brief) throws IOException {
    Verdict verdict = post(body(alert, action(alert), brief));
    boolean isTest = alert.notice.event == Notice.Event.TEST;
    if (!isTest || verdict.kind != Verdict.Kind.DELIVERED) return verdict;
    return post(body(alert, "resolve", true)); // it must not leave somebody with an incident
  }

  private static String action(Alert alert) {
    return alert.firing() ? "trigger" : "resolve";
  }

  byte[] body(Alert alert, String action, boolean brief) {
    return Body.of(
        json -> {
          json.writeStartObject();
          json.writeStringField("routing_key", config.value("key"));
          json.writeStringField("event_action", action);
          json.writeStringField("dedup_key", key(alert.group.key));
          json.writeStringField("client", "Faultline");
          if (alert.group.link != null) json.writeStringField("client_url", alert.group.link);
          json.writeObjectFieldStart("payload");
          payload(json, alert, brief);
          json.writeEndObject();
          if (alert.group.link != null) link(json, alert.group.link);
          json.writeEndObject();
        });
  }

  private void payload(JsonGenerator json, Alert alert, boolean brief) throws IOException {
    String summary = Cut.line(composer.title(alert.notice));
    Map<String, String> facts = Facts.annotations(alert.notice, alert.group, composer);
    json.writeStringField("summary", Cut.to(summary, MAX_SUMMARY_CHARS, Measure.CHARS));
    json.writeStringField("source", source(facts));
    json.writeStringField("severity", severity(alert.notice.severity));
    json.writeStringField("timestamp", Facts.time(Facts.start(alert.notice, alert.group)));
    name(json, "component", facts.get("service"));
    name(json, "group", facts.get("environment"));
    name(json, "class", facts.get("exception"));
    if (!brief) Body.object(json, "custom_details", facts);
  }

  private static String source(Map<String, String> facts) {
    for (String each : new String[] {"instance", "service"}) {
      String source = facts.get(each);
      if (source != null) return Cut.to(source, MAX_NAME_CHARS, Measure.CHARS);
    }
    return "faultline";
  }

  private static void name(JsonGenerator json, String field, @Nullable String value)
      throws IOException {
    if (value != null) json.writeStringField(field, Cut.to(value, MAX_NAME_CHARS, Measure.CHARS));
  }

  private static void link(JsonGenerator json, String link) throws IOException {
    json.writeArrayFieldStart("links");
    json.writeStartObject();
    json.writeStringField("href", link);
    json.writeStringField("text", "Faultline");
    json.writeEndObject();
    json.writeEndArray();
  }

  private static String severity(Severity severity) {
    return severity.word; // critical, warning and info are words of theirs, too
  }

  /** A long one ends in a digest of all of it. */
  private static String key(String key) {
    if (key.length() <= MAX_KEY_CHARS) return Cut.line(key);
    return Cut.chars(Cut.line(key), MAX_KEY_CHARS - 33)
        + "~"
        + Signatures.digest(key).substring(0, 32);
  }

  @Override
  Verdict said(Answer answer) {
    String status = Body.field(answer.body, "status");
    return "success".equals(status) ? Verdict.delivered() : strange(answer);
  }

  @Override
  Rate rate() {
    return Rate.GENEROUS;
  }
}
