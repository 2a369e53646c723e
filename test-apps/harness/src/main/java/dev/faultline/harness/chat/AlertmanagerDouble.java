// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness.chat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import dev.faultline.harness.BadPayload;
import dev.faultline.harness.StrictJson;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Alertmanager, which forgets what is not said again. */
public final class AlertmanagerDouble extends ChatDouble {
  private final Map<Map<String, String>, Long> ends = new LinkedHashMap<>();

  @Override
  public String url() {
    return address();
  }

  /** The labels of what fires at this time. */
  public synchronized List<Map<String, String>> firing(long nowMillis) {
    return ends.entrySet().stream()
        .filter(each -> each.getValue() > nowMillis)
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  String take(Request request, long now) {
    if (!request.path().equals("/api/v2/alerts")) throw new Refused(Reply.of(404, ""));
    JsonElement json;
    try {
      json = StrictJson.parse(request.body());
    } catch (BadPayload e) {
      throw new Refused(Reply.of(400, String.valueOf(e.getMessage())));
    }
    if (!(json instanceof JsonArray array)) throw new Refused(Reply.of(400, "not an array"));
    StringBuilder shown = new StringBuilder();
    for (JsonElement each : array) shown.append(take(each)).append('\n');
    return shown.toString().trim();
  }

  private String take(JsonElement element) {
    Shape alert =
        new Shape(
            element,
            problem -> Reply.of(400, "{\"code\":601,\"message\":\"" + problem + "\"}"),
            "labels",
            "annotations",
            "startsAt",
            "endsAt",
            "generatorURL");
    Map<String, String> labels = strings(alert, "labels");
    strings(alert, "annotations");
    alert.check(!labels.isEmpty(), "at least one label pair required");
    long start = Instant.parse(alert.text("startsAt")).toEpochMilli();
    long end = Instant.parse(alert.text("endsAt")).toEpochMilli();
    alert.check(start <= end, "start time must be before end time");
    ends.put(labels, end);
    return labels.toString();
  }

  private static Map<String, String> strings(Shape alert, String field) {
    Map<String, String> strings = new TreeMap<>();
    for (Map.Entry<String, JsonElement> each : alert.get(field).getAsJsonObject().entrySet()) {
      alert.check(each.getKey().matches("[a-zA-Z_][a-zA-Z0-9_]*"), "bad name " + each.getKey());
      strings.put(each.getKey(), each.getValue().getAsString());
    }
    return strings;
  }

  @Override
  Reply taken(Request request) {
    return Reply.ok("");
  }
}
