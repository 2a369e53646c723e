// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness.chat;

import dev.faultline.harness.BadPayload;
import dev.faultline.harness.StrictJson;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** PagerDuty's Events API, version 2. */
public final class PagerDutyDouble extends ChatDouble {
  public static final String ROUTING_KEY = "0123456789abcdef0123456789abcdef";

  private final Map<String, String> incidents = new LinkedHashMap<>();

  @Override
  public String url() {
    return address() + "/v2/enqueue";
  }

  /** The summary of each that is open, by its {@code dedup_key}. */
  public synchronized Map<String, String> incidents() {
    return Map.copyOf(incidents);
  }

  @Override
  String take(Request request, long now) {
    if (!request.path().equals("/v2/enqueue")) throw new Refused(Reply.of(404, ""));
    if (request.body().length > 512 << 10) throw new Refused(Reply.of(413, ""));
    Shape body;
    try {
      body =
          new Shape(
              StrictJson.parse(request.body()),
              PagerDutyDouble::bad,
              "routing_key",
              "event_action",
              "dedup_key",
              "client",
              "client_url",
              "payload",
              "links");
    } catch (BadPayload e) {
      throw new Refused(bad(String.valueOf(e.getMessage())));
    }
    body.check(body.text("routing_key").length() == 32, "Length of 'routing_key' is incorrect");
    if (!body.text("routing_key").equals(ROUTING_KEY)) throw new Refused(Reply.of(403, "{}"));
    body.is("event_action", "trigger", "acknowledge", "resolve");
    String key = body.text("dedup_key");
    body.check(key.length() <= 255, "dedup_key");
    String summary = payload(body);
    if (body.has("links")) body.shapes("links", "href", "text").forEach(each -> each.text("href"));
    if (body.text("event_action").equals("resolve")) {
      incidents.remove(key);
    } else {
      incidents.put(key, summary);
    }
    return body.text("event_action") + " " + summary;
  }

  private static String payload(Shape body) {
    Shape payload =
        body.object(
            "payload",
            "summary",
            "source",
            "severity",
            "timestamp",
            "component",
            "group",
            "class",
            "custom_details");
    payload.check(payload.text("summary").length() <= 1024, "summary");
    payload.text("source");
    payload.is("severity", "critical", "error", "warning", "info");
    Instant.parse(payload.text("timestamp"));
    return payload.text("summary");
  }

  @Override
  Reply taken(Request request) {
    return Reply.of(
        202, "{\"status\":\"success\",\"message\":\"Event processed\",\"dedup_key\":\"k\"}");
  }

  private static Reply bad(String problem) {
    return Reply.of(
        400,
        "{\"status\":\"invalid event\",\"message\":\"Event object is invalid\",\"errors\":[\""
            + problem.replace('"', '\'')
            + "\"]}");
  }
}
