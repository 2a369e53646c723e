// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import dev.faultline.agent.alert.notice.AlertGroup;
import dev.faultline.agent.alert.notice.Notice;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A group of a notice as tools know alerts: by labels, annotations and times. */
final class Facts {
  /** Of an alert that is not over. */
  static final String NO_END = "0001-01-01T00:00:00Z";

  private static final int MAX_VALUE = 1_024;

  private Facts() {}

  /**
   * What tells one alert from another, the same whichever agent tells it: the rule, its severity
   * and what it groups by.
   */
  static Map<String, String> labels(Notice notice, AlertGroup group) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("alertname", notice.rule.isEmpty() ? "Faultline" : value(notice.rule));
    labels.put("severity", notice.severity.word);
    for (Map.Entry<String, String> each : group.labels.entrySet()) {
      if (!each.getValue().isEmpty()) labels.put(name(each.getKey()), value(each.getValue()));
    }
    return labels;
  }

  static Map<String, String> annotations(Notice notice, AlertGroup group, Composer composer) {
    Map<String, String> facts = new LinkedHashMap<>();
    put(facts, "summary", composer.title(notice));
    put(facts, "event", notice.event.name().toLowerCase(java.util.Locale.ROOT));
    put(facts, "count", Long.toString(group.count));
    put(facts, "count_since_last", Long.toString(group.sinceLast));
    put(facts, "measured", group.measured);
    if (notice.windowMillis > 0)
      put(facts, "window_seconds", Long.toString(notice.windowMillis / 1_000));
    if (group.firstMillis > 0) put(facts, "first_seen", time(group.firstMillis));
    if (group.lastMillis > 0) put(facts, "last_seen", time(group.lastMillis));
    if (notice.parts.traceId) put(facts, "trace_id", Composer.traceId(group));
    put(facts, "service", group.fact("service"));
    put(facts, "environment", group.fact("environment"));
    example(facts, notice, group);
    for (int i = 0; i < group.fragments.size(); i++) {
      put(facts, "fragment_" + (i + 1), group.fragments.get(i).text);
    }
    put(facts, "rule", notice.ruleText);
    put(facts, "silence", notice.silenceHint);
    return facts;
  }

  private static void example(Map<String, String> facts, Notice notice, AlertGroup group) {
    if (group.example == null) return;
    put(facts, "host", group.example.host);
    put(facts, "instance", group.example.instance);
    put(facts, "exception", group.example.exceptionType);
    if (notice.parts.message) put(facts, "message", group.example.message);
    if (notice.parts.frame) put(facts, "frame", group.example.topFrame);
    put(facts, "route", group.example.route);
    if (group.example.status != 0) put(facts, "status", Integer.toString(group.example.status));
  }

  /** Sixteen digits for a set of labels. */
  static String fingerprint(Map<String, String> labels) {
    return Signatures.digest(labels.toString()).substring(0, 16);
  }

  static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }

  /** When it began. */
  static long start(Notice notice, AlertGroup group) {
    if (group.firedMillis > 0) return group.firedMillis;
    return group.firstMillis > 0 ? group.firstMillis : notice.millis;
  }

  static long end(Notice notice, AlertGroup group) {
    return group.resolvedMillis > 0 ? group.resolvedMillis : notice.millis;
  }

  private static void put(Map<String, String> facts, String name, String value) {
    if (!value.isEmpty()) facts.put(name, value(value));
  }

  private static String value(String text) {
    return Cut.to(Cut.line(text), MAX_VALUE, Measure.UTF8);
  }

  /** As Prometheus wants the names of labels. */
  static String name(String text) {
    String name = text.replaceAll("[^a-zA-Z0-9_]", "_");
    return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "_" + name : name;
  }
}
