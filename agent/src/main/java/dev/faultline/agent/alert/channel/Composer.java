// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import dev.faultline.agent.alert.event.AlertEvent;
import dev.faultline.agent.alert.notice.AlertGroup;
import dev.faultline.agent.alert.notice.Fragment;
import dev.faultline.agent.alert.notice.Notice;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts into words what a messenger shows to people. Immutable. */
final class Composer {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xxx");

  /** Of a digest: more would be a wall. */
  private static final int MAX_LISTED = 50;

  private static final int MAX_TITLE = 120;

  private final Texts texts;
  private final String prefix;
  private final ZoneId zone;

  /**
   * @param keyword what a messenger wants to see in each message; empty for none
   */
  Composer(Texts texts, String keyword, ZoneId zone) {
    this.texts = texts;
    this.prefix = keyword.isEmpty() ? "" : keyword + " ";
    this.zone = zone;
  }

  Texts texts() {
    return texts;
  }

  Page page(Told told) {
    return told.isDigest() ? digest(told) : single(told.tone(), told.notices.get(0));
  }

  private Page single(Tone tone, Notice notice) {
    Page page = new Page(tone, title(notice), trace(notice), texts.cut);
    if (notice.event == Notice.Event.TEST) note(page, texts.works);
    if (notice.event == Notice.Event.HEARTBEAT) note(page, texts.alive);
    if (!notice.rule.isEmpty()) {
      page.fact(texts.rule, notice.rule + " (" + texts.severity(notice.severity) + ")");
    }
    if (notice.groups.isEmpty()) return page;
    AlertGroup group = notice.groups.get(0);
    labels(page, group);
    page.fact(texts.count, count(notice, group));
    page.fact(texts.time, times(notice, group));
    if (group.resolvedMillis > 0 && group.firedMillis > 0) {
      page.fact(texts.lasted, texts.duration(group.resolvedMillis - group.firedMillis));
    }
    example(page, notice, group);
    others(page, notice);
    fragments(page, group.fragments);
    link(page, group.link);
    page.fact(texts.silence, notice.silenceHint);
    return page;
  }

  private void labels(Page page, AlertGroup group) {
    page.fact(texts.service, shown(group.fact("service")));
    page.fact(texts.environment, shown(group.fact("environment")));
    StringBuilder rest = new StringBuilder();
    for (Map.Entry<String, String> each : group.labels.entrySet()) {
      if (each.getKey().equals("service") || each.getKey().equals("environment")) continue;
      if (rest.length() > 0) rest.append(", ");
      rest.append(each.getKey()).append('=').append(shown(each.getValue()));
    }
    page.fact(texts.group, rest.toString());
    if (group.example != null) page.fact(texts.instance, instance(group.example));
  }

  /** The machine first: an instance's id is often nothing that one could go to. */
  private static String instance(AlertEvent example) {
    if (example.host.isEmpty() || example.host.equals(example.instance)) return example.instance;
    return example.instance.isEmpty() ? example.host : example.host + " (" + example.instance + ")";
  }

  private void example(Page page, Notice notice, AlertGroup group) {
    if (group.example == null) return;
    String type = group.example.exceptionType;
    String message = notice.parts.message ? group.example.message : "";
    if (type.isEmpty()) page.fact(texts.message, message);
    if (!type.isEmpty()) {
      page.fact(texts.exception, message.isEmpty() ? type : type + ": " + message);
    }
    if (notice.parts.frame) page.fact(texts.frame, group.example.topFrame);
    String status = group.example.status == 0 ? "" : " \u2192 " + group.example.status;
    if (!group.example.route.isEmpty()) page.fact(texts.request, group.example.route + status);
  }

  private void others(Page page, Notice notice) {
    List<AlertGroup> groups = notice.groups;
    for (int i = 1; i < groups.size(); i++) {
      page.fact(texts.alsoFiring, names(groups.get(i)) + ", " + count(notice, groups.get(i)));
    }
    if (notice.moreGroups > 0) page.fact(texts.alsoFiring, texts.more(notice.moreGroups));
  }

  private void fragments(Page page, List<Fragment> fragments) {
    for (int i = fragments.size() - 1; i >= 0; i--) {
      Fragment each = fragments.get(i);
      String label = i == fragments.size() - 1 ? texts.last : "";
      String id = each.traceId.isEmpty() ? "" : " [" + each.traceId + "]";
      String text = at(each.millis, CLOCK) + id + " " + each.text;
      page.lines.add(new Line(Line.Kind.QUOTE, label, text));
    }
  }

  private void link(Page page, @Nullable String link) {
    if (link != null) page.lines.add(new Line(Line.Kind.LINK, texts.link, link));
  }

  private static void note(Page page, String sentence) {
    page.lines.add(new Line(Line.Kind.NOTE, "", sentence));
  }

  private Page digest(Told told) {
    int listed = Math.min(told.notices.size(), MAX_LISTED);
    long left = told.notices.size() - listed + told.omitted;
    int all = (int) Math.min(Integer.MAX_VALUE, told.notices.size() + told.omitted);
    String title = prefix + texts.tag(texts.event(Notice.Event.DIGEST)) + texts.digest(all);
    Page page = new Page(told.tone(), title, firstTrace(told), texts.cut);
    for (Notice each : told.notices.subList(0, listed)) {
      StringBuilder line = new StringBuilder(subject(each));
      if (!each.groups.isEmpty()) line.append(", ").append(count(each, each.groups.get(0)));
      Line trace = trace(each);
      if (trace != null) line.append(" [").append(trace.value).append(']');
      page.lines.add(new Line(Line.Kind.FACT, texts.event(each.event), line.toString()));
    }
    if (left > 0) note(page, texts.notListed(left));
    return page;
  }

  private @Nullable Line firstTrace(Told told) {
    for (Notice each : told.notices) {
      Line trace = trace(each);
      if (trace != null) return trace;
    }
    return null;
  }

  /** {@code [Firing] payment: shop, 3 in 5 min}. */
  String title(Notice notice) {
    String tag = prefix + texts.tag(texts.event(notice.event));
    if (notice.rule.isEmpty()) return tag + "Faultline";
    String count = notice.groups.isEmpty() ? "" : ", " + count(notice, notice.groups.get(0));
    return tag + subject(notice) + count;
  }

  /** The same for all messages of one incident. */
  String subject(Notice notice) {
    if (notice.rule.isEmpty()) return "Faultline";
    String names = notice.groups.isEmpty() ? "" : names(notice.groups.get(0));
    String subject = names.isEmpty() ? notice.rule : notice.rule + texts.colon + names;
    return Cut.to(Cut.line(subject), MAX_TITLE, Measure.CHARS);
  }

  private String names(AlertGroup group) {
    StringBuilder names = new StringBuilder();
    for (Map.Entry<String, String> each : group.labels.entrySet()) {
      if (names.length() > 0) names.append(", ");
      boolean isFault = each.getKey().equals("fingerprint");
      String fault = isFault && group.example != null ? fault(group.example) : "";
      names.append(fault.isEmpty() ? shown(each.getValue()) : fault);
    }
    return names.length() > 0 ? names.toString() : group.fact("service");
  }

  /** What a fingerprint stands for, in short: {@code PaymentFailed at Shop.pay(Shop.java:7)}. */
  static String fault(AlertEvent example) {
    String type = example.exceptionType.substring(example.exceptionType.lastIndexOf('.') + 1);
    String frame = example.topFrame;
    int method = frame.lastIndexOf('.', Math.max(0, frame.indexOf('(')));
    String place = frame.substring(frame.lastIndexOf('.', method - 1) + 1);
    return type.isEmpty() || place.isEmpty() ? type : type + " at " + place;
  }

  private String count(Notice notice, AlertGroup group) {
    if (!group.measured.isEmpty()) return group.measured;
    switch (notice.event) {
      case FIRING:
        return notice.windowMillis > 0
            ? texts.countIn(group.count, notice.windowMillis)
            : texts.times(group.count);
      case REPEAT:
      case ESCALATED:
        return texts.countSince(group.count, group.sinceLast);
      default:
        return texts.times(group.count);
    }
  }

  private String times(Notice notice, AlertGroup group) {
    if (group.firstMillis == 0) return at(notice.millis, TIME) + offset(notice.millis);
    String first = at(group.firstMillis, TIME);
    String last = group.lastMillis > group.firstMillis ? " \u2013 " + last(group) : "";
    return first + last + offset(group.lastMillis);
  }

  private String last(AlertGroup group) {
    String first = at(group.firstMillis, TIME);
    String last = at(group.lastMillis, TIME);
    boolean sameDay = first.regionMatches(0, last, 0, 10);
    return sameDay ? at(group.lastMillis, CLOCK) : last;
  }

  private String offset(long millis) {
    return " (" + at(millis, OFFSET) + ")";
  }

  private String at(long millis, DateTimeFormatter format) {
    return format.format(Instant.ofEpochMilli(millis).atZone(zone));
  }

  private String shown(String label) {
    return label.equals(AlertGroup.OVERFLOW) ? texts.overflow : label;
  }

  private @Nullable Line trace(Notice notice) {
    if (!notice.parts.traceId || notice.groups.isEmpty()) return null;
    String id = traceId(notice.groups.get(0));
    return id.isEmpty() ? null : new Line(Line.Kind.FACT, texts.trace, id);
  }

  /** The example's, else the newest fragment's; empty where none is known. */
  static String traceId(AlertGroup group) {
    if (group.example != null && !group.example.traceId.isEmpty()) return group.example.traceId;
    for (int i = group.fragments.size() - 1; i >= 0; i--) {
      if (!group.fragments.get(i).traceId.isEmpty()) return group.fragments.get(i).traceId;
    }
    return "";
  }
}
