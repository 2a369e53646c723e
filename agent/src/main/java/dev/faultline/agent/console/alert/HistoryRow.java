// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.alert;

import dev.faultline.agent.alert.notice.AlertGroup;
import dev.faultline.agent.alert.notice.Fragment;
import dev.faultline.agent.alert.notice.Notice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A line of the history. */
final class HistoryRow {
  /** What became of its message in one channel. */
  static final class Delivery {
    final String channel;
    final boolean ok;
    final String detail;

    Delivery(String channel, boolean ok, String detail) {
      this.channel = channel;
      this.ok = ok;
      this.detail = detail;
    }
  }

  private static final int MAX_TRACES = 5;
  private static final int MAX_TEXT = 500;

  final long id;
  final long millis;
  final String rule;
  final String key;
  final String event;

  /** JSON. */
  final String labels;

  final long count;
  final String text;

  /** With blanks between. */
  final String traceIds;

  final List<Delivery> deliveries = new ArrayList<>();

  HistoryRow(
      long id,
      long millis,
      String rule,
      String key,
      String event,
      String labels,
      long count,
      String text,
      String traceIds) {
    this.id = id;
    this.millis = millis;
    this.rule = rule;
    this.key = key;
    this.event = event;
    this.labels = labels;
    this.count = count;
    this.text = text;
    this.traceIds = traceIds;
  }

  /**
   * @param held why it was not told; empty where it was
   */
  static HistoryRow of(long id, Notice notice, String held) {
    AlertGroup first = notice.groups.isEmpty() ? null : notice.groups.get(0);
    long count = 0;
    Set<String> traces = new LinkedHashSet<>();
    for (AlertGroup each : notice.groups) {
      count += each.count;
      for (Fragment fragment : each.fragments) traces.add(fragment.traceId);
      if (each.example != null) traces.add(each.example.traceId);
    }
    traces.remove("");
    List<String> few = new ArrayList<>(traces);
    if (few.size() > MAX_TRACES) few = few.subList(0, MAX_TRACES);
    return new HistoryRow(
        id,
        notice.millis,
        notice.rule,
        first == null ? "" : first.key,
        event(notice, held),
        Labels.text(first == null ? Collections.<String, String>emptyMap() : first.labels),
        count,
        held.isEmpty() ? text(notice) : held,
        String.join(" ", few));
  }

  static String event(Notice notice, String held) {
    if (held.startsWith("inhibited")) return "inhibited";
    if (!held.isEmpty()) return "silenced";
    boolean isDigest = notice.event == Notice.Event.DIGEST;
    return isDigest ? "firing" : notice.event.name().toLowerCase(Locale.ROOT);
  }

  private static String text(Notice notice) {
    if (notice.groups.isEmpty()) return "";
    AlertGroup first = notice.groups.get(0);
    String text = first.measured;
    if (text.isEmpty() && first.example != null) {
      text = first.example.fragment.isEmpty() ? first.example.message : first.example.fragment;
    }
    if (text.length() > MAX_TEXT) text = text.substring(0, MAX_TEXT) + "...";
    int more = notice.groups.size() - 1 + notice.moreGroups;
    if (more > 0) text += " (and " + more + (more == 1 ? " other)" : " others)");
    return text;
  }
}
