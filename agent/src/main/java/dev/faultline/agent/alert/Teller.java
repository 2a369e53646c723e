// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert;

import dev.faultline.agent.alert.notice.AlertSink;
import dev.faultline.agent.alert.notice.Notice;
import dev.faultline.agent.alert.notice.NoticeBuilder;
import dev.faultline.agent.alert.rule.AlertRules;
import dev.faultline.agent.alert.rule.Rule;
import dev.faultline.agent.alert.rule.Silence;
import dev.faultline.agent.alert.state.AlertState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Makes notices of what is due of a rule's groups, or notes that they are held back. */
final class Teller {
  private static final int MAX_LISTED = 20;

  private final AlertRules rules;
  private final AlertState kept;
  private final AlertSink sink;
  private final Suppression suppression;

  Teller(AlertRules rules, AlertState kept, AlertSink sink, Suppression suppression) {
    this.rules = rules;
    this.kept = kept;
    this.sink = sink;
    this.suppression = suppression;
  }

  /**
   * Each is listed, if in several notices: what a channel has opened for it must be closed.
   *
   * @param measured why, when it is not that they were quiet; else empty
   */
  void resolved(Rule rule, List<Group> over, String measured, long nowMillis) {
    for (List<Group> some : slices(over, MAX_LISTED)) {
      sink.tell(notice(Notice.Event.RESOLVED, rule, some, measured, nowMillis));
    }
  }

  private static List<List<Group>> slices(List<Group> groups, int most) {
    List<List<Group>> slices = new ArrayList<>();
    for (int from = 0; from < groups.size(); from += most) {
      slices.add(groups.subList(from, Math.min(groups.size(), from + most)));
    }
    return slices;
  }

  void due(RuleState state, long nowMillis) {
    boolean waits = nowMillis < state.waitUntil;
    Map<Group.Due, List<Group>> due = new EnumMap<>(Group.Due.class);
    for (Group group : state.firing()) {
      Group.Due what = group.due(nowMillis);
      if (what == Group.Due.FIRING && waits) continue;
      group.offered = true;
      if (what == Group.Due.NOTHING) continue;
      if (!isHeld(state, group, nowMillis)) {
        due.computeIfAbsent(what, k -> new ArrayList<>()).add(group);
      }
    }
    boolean isDigest = state.waitUntil > 0 && state.waitUntil == state.graceUntil;
    if (!waits) state.waitUntil = 0;
    due.forEach((what, groups) -> tell(event(what, isDigest), state, groups, nowMillis));
  }

  private static Notice.Event event(Group.Due due, boolean isDigest) {
    switch (due) {
      case ESCALATED:
        return Notice.Event.ESCALATED;
      case REPEAT:
        return Notice.Event.REPEAT;
      default:
        return isDigest ? Notice.Event.DIGEST : Notice.Event.FIRING;
    }
  }

  private boolean isHeld(RuleState state, Group group, long nowMillis) {
    String why = suppression.why(group, nowMillis);
    if (why == null) return false;
    if (!group.heldNoted) {
      List<Group> one = new ArrayList<>();
      one.add(group);
      sink.held(notice(Notice.Event.FIRING, state.rule, one, "", nowMillis), why);
    }
    group.heldNoted = true;
    if (state.rule.condition.isMoment()) state.forget(group); // by then, it will be no news
    return true;
  }

  private void tell(Notice.Event event, RuleState state, List<Group> groups, long nowMillis) {
    int most = event == Notice.Event.FIRING ? MAX_LISTED : groups.size();
    for (List<Group> some : slices(groups, most)) {
      sink.tell(notice(event, state.rule, some, "", nowMillis));
    }
    for (Group group : groups) {
      group.told(nowMillis);
      if (state.rule.condition.isMoment()) {
        state.forget(group);
      } else {
        kept.save(group.incident());
      }
    }
  }

  private Notice notice(
      Notice.Event event, Rule rule, List<Group> groups, String measured, long nowMillis) {
    NoticeBuilder notice = new NoticeBuilder(event, nowMillis);
    notice.rule = rule.name;
    notice.ruleText = rule.text;
    notice.severity = rule.severity;
    notice.targets.addAll(rule.targets);
    notice.windowMillis = rule.condition.windowMillis;
    notice.parts = rule.parts;
    for (Group group : groups) {
      if (notice.groups.size() == MAX_LISTED) break;
      notice.groups.add(group.tell(rules.link, measured, nowMillis));
    }
    notice.moreGroups = groups.size() - notice.groups.size();
    notice.tellsResolved = rule.tellsResolved && !rule.condition.isMoment();
    if (event != Notice.Event.RESOLVED) notice.silenceHint = hint(groups, nowMillis);
    return notice.build();
  }

  /** Of several groups, the whole rule. */
  private String hint(List<Group> groups, long nowMillis) {
    Group first = groups.get(0);
    Map<String, String> labels =
        groups.size() == 1 ? first.labels : Collections.<String, String>emptyMap();
    return Silence.hint(first.rule.name, labels, nowMillis, rules.zone);
  }
}
