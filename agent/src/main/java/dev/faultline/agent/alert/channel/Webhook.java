// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.faultline.agent.alert.notice.Notice;
import dev.faultline.agent.transport.Answer;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Any receiver that knows what Alertmanager sends to webhooks, version 4. With a secret, the body
 * is signed: {@code X-Faultline-Signature: sha256=} and HMAC-SHA256 in hexadecimal digits.
 */
final class Webhook extends HttpChannel {
  private static final int MAX_ALERTS = 200;

  private final Composer composer;

  Webhook(ChannelConfig config, Composer composer, Wire.Maker wires, LongSupplier epochMillis) {
    super(config, config.value("url"), wires, epochMillis);
    this.composer = composer;
  }

  @Override
  Verdict send(Told told) throws IOException {
    byte[] body = body(told);
    if (!config.has("secret")) return post(body);
    String signature = Signatures.webhook(body, config.value("secret"));
    return post(path, Collections.singletonMap("X-Faultline-Signature", signature), body);
  }

  byte[] body(Told told) {
    List<Alert> alerts = Alert.of(told, told.limit(MAX_ALERTS));
    int all = Alert.of(told, Integer.MAX_VALUE).size();
    Notice first = told.notices.get(0);
    Map<String, String> common = alerts.get(0).labels;
    Map<String, String> annotations = Facts.annotations(first, alerts.get(0).group, composer);
    boolean single = alerts.size() == 1;
    return Body.of(
        json -> {
          json.writeStartObject();
          json.writeStringField("version", "4");
          json.writeStringField("groupKey", alerts.get(0).group.key);
          json.writeNumberField("truncatedAlerts", all - alerts.size() + told.omitted);
          json.writeStringField("status", firing(alerts) ? "firing" : "resolved");
          json.writeStringField("receiver", config.name);
          Body.object(
              json, "groupLabels", single ? common : Collections.<String, String>emptyMap());
          Body.object(json, "commonLabels", common(alerts));
          Body.object(
              json,
              "commonAnnotations",
              single ? annotations : Collections.<String, String>emptyMap());
          json.writeStringField("externalURL", "");
          json.writeArrayFieldStart("alerts");
          for (Alert each : alerts) write(json, each);
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private void write(JsonGenerator json, Alert alert) throws IOException {
    json.writeStartObject();
    json.writeStringField("status", alert.firing() ? "firing" : "resolved");
    Body.object(json, "labels", alert.labels);
    Body.object(json, "annotations", Facts.annotations(alert.notice, alert.group, composer));
    json.writeStringField("startsAt", Facts.time(Facts.start(alert.notice, alert.group)));
    json.writeStringField(
        "endsAt", alert.firing() ? Facts.NO_END : Facts.time(Facts.end(alert.notice, alert.group)));
    json.writeStringField("generatorURL", alert.group.link == null ? "" : alert.group.link);
    json.writeStringField("fingerprint", Facts.fingerprint(alert.labels));
    json.writeEndObject();
  }

  private static boolean firing(List<Alert> alerts) {
    for (Alert each : alerts) {
      if (each.firing()) return true;
    }
    return false;
  }

  private static Map<String, String> common(List<Alert> alerts) {
    Map<String, String> common = new java.util.LinkedHashMap<>(alerts.get(0).labels);
    for (Alert each : alerts) common.entrySet().retainAll(each.labels.entrySet());
    return common;
  }

  @Override
  Verdict said(Answer answer) {
    return Verdict.delivered();
  }

  @Override
  Rate rate() {
    return Rate.GENEROUS;
  }
}
