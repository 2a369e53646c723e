// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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
    for (int from = 0; from < over.size(); from += MAX_LISTED) {
      List<Group> some = over.subList(from, Math.min(over.size(), from + MAX_LISTED));
      sink.tell(notice(Notice.Event.RESOLVED, rule, some, measured, nowMillis));
    }
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
    sink.tell(notice(event, state.rule, groups, "", nowMillis));
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
    List<AlertGroup> listed = new ArrayList<>();
    for (Group group : groups) {
      if (listed.size() == MAX_LISTED) break;
      listed.add(group.tell(rules.link, measured, nowMillis));
    }
    String hint = event == Notice.Event.RESOLVED ? "" : hint(groups, nowMillis);
    return new Notice(event, rule, nowMillis, listed, groups.size() - listed.size(), hint);
  }

  /** For an hour; of several groups, the whole rule. */
  private String hint(List<Group> groups, long nowMillis) {
    Group first = groups.get(0);
    StringBuilder hint = new StringBuilder("silence rule=").append(Tokenizer.written(first.rule.name));
    if (groups.size() == 1) {
      first.labels.forEach((name, value) -> hint.append(label(name, value)));
    }
    LocalDateTime until =
        LocalDateTime.ofInstant(Instant.ofEpochMilli(nowMillis), rules.zone).plusHours(1);
    return hint.append(" until ").append(until.truncatedTo(ChronoUnit.MINUTES)).toString();
  }

  private static String label(String name, String value) {
    boolean isField = Fields.NAMES.contains(name);
    return (isField ? " " : " attribute ") + (isField ? name : Tokenizer.written(name)) + '=' + Tokenizer.written(value);
  }
}
