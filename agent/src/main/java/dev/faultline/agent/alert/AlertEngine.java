// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert;

import dev.faultline.agent.alert.event.AlertEvent;
import dev.faultline.agent.alert.notice.AlertGroup;
import dev.faultline.agent.alert.notice.AlertSink;
import dev.faultline.agent.alert.notice.Notice;
import dev.faultline.agent.alert.rule.AlertRules;
import dev.faultline.agent.alert.rule.Rule;
import dev.faultline.agent.alert.rule.Silence;
import dev.faultline.agent.alert.state.AlertState;
import dev.faultline.agent.alert.state.Incident;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Applies rules to events: tells when one fires, goes on, grows and is over. All time comes in with
 * the calls and must not go back; the same calls give the same notices. Not thread-safe. State is
 * kept by rule and group, within bounds.
 */
public final class AlertEngine {
  /** After a start, what is new makes one summary. */
  static final long GRACE_MILLIS = 60_000;

  private static final long ABSENT_MILLIS = 10 * 60_000;
  private static final long SAVE_MILLIS = 10_000;
  private static final int MAX_RECORDS = 10_000;

  private final AlertState kept;
  private final AlertSink sink;
  private final AlertCounts counts = new AlertCounts();
  private final Joins joins = new Joins();
  private final Recent<Boolean> records = new Recent<>(MAX_RECORDS);
  private final Map<String, RuleState> states = new LinkedHashMap<>();
  private final List<Silence> silences = new ArrayList<>();

  /** What was open of rules that are not there: their file may only be wrong for the moment. */
  private final List<Incident> absent = new ArrayList<>();

  private final long graceUntil;
  private AlertRules rules;
  private Teller teller;
  private long savedMillis;
  private long beatMillis;

  /**
   * Goes on with what was open.
   *
   * @param kept what outlives the engine
   * @param sink hears from within {@link #on} and {@link #tick}
   * @param nowMillis since 1970
   */
  public AlertEngine(AlertRules rules, AlertState kept, AlertSink sink, long nowMillis) {
    this.kept = kept;
    this.sink = sink;
    this.rules = rules;
    graceUntil = nowMillis + GRACE_MILLIS;
    savedMillis = nowMillis;
    teller = teller(rules);
    for (Rule rule : rules.rules) states.put(rule.name, stateOf(rule));
    for (Incident each : kept.incidents()) {
      RuleState state = states.get(each.rule);
      if (state == null) absent.add(each);
      else if (!state.takeOver(each, nowMillis)) kept.remove(each.key);
    }
  }

  /** What was open of a rule that was not there at the start, and is now. */
  private void readmit(long nowMillis) {
    for (Iterator<Incident> all = absent.iterator(); all.hasNext(); ) {
      Incident each = all.next();
      RuleState state = states.get(each.rule);
      if (state == null) continue;
      all.remove();
      if (!state.takeOver(each, nowMillis)) kept.remove(each.key);
    }
  }

  private void forgetAbsent(long nowMillis) {
    if (absent.isEmpty() || nowMillis < graceUntil + ABSENT_MILLIS) return;
    for (Incident each : absent) kept.remove(each.key);
    absent.clear();
  }

  private RuleState stateOf(Rule rule) {
    return new RuleState(rule, kept, counts, records, graceUntil);
  }

  private Teller teller(AlertRules rules) {
    Suppression suppression = new Suppression(rules, silences, states.values(), counts);
    return new Teller(rules, kept, sink, suppression);
  }

  /** Something happened, and is known of now. */
  public void on(AlertEvent event, long nowMillis) {
    if (isOwn(event)) {
      counts.own++;
      return;
    }
    boolean isNew = isNew(event);
    AlertEvent joined = event.traceId.isEmpty() ? event : joins.joined(event);
    Map<Long, List<String>> asking = new TreeMap<>();
    for (RuleState state : states.values()) {
      if (!state.rule.lacks(joined)) {
        judge(state, joined, isNew, nowMillis, nowMillis);
      } else if (state.rule.mayMatch(event)) {
        long wait = state.rule.waitMillis(joined);
        asking.computeIfAbsent(wait, k -> new ArrayList<>()).add(state.rule.name);
      }
    }
    asking.forEach(
        (wait, rules) -> joins.hold(new Joins.Waiting(event, isNew, nowMillis, wait, rules)));
    if (event.kind == AlertEvent.Kind.REQUEST && !event.traceId.isEmpty()) {
      for (Joins.Waiting each : joins.request(event)) judge(each, nowMillis);
    }
    judgeOverdue(nowMillis);
  }

  /** Time has gone by; to be called about once a second. What is due is told here. */
  public void tick(long nowMillis) {
    judgeOverdue(nowMillis);
    for (RuleState state : states.values()) {
      teller.resolved(state.rule, state.advance(nowMillis), "", nowMillis);
    }
    for (RuleState state : states.values()) teller.due(state, nowMillis);
    beat(nowMillis);
    forgetAbsent(nowMillis);
    if (nowMillis - savedMillis < SAVE_MILLIS) return;
    savedMillis = nowMillis;
    for (RuleState state : states.values()) state.saveDirty();
  }

  /** There will be no other call: what waits, so as to be told with others, is told now. */
  public void end(long nowMillis) {
    judgeOverdue(nowMillis);
    for (RuleState state : states.values()) {
      if (state.waitUntil > nowMillis) state.waitUntil = nowMillis;
      teller.due(state, nowMillis);
      state.saveDirty();
    }
  }

  /**
   * The file was changed: what is open under a rule's name goes on where the rule is still of its
   * kind, the rest is over.
   */
  public void rules(AlertRules rules, long nowMillis) {
    Map<String, RuleState> before = new LinkedHashMap<>(states);
    states.clear();
    for (Rule rule : rules.rules) {
      RuleState same = before.get(rule.name);
      boolean isSame = same != null && same.rule.text.equals(rule.text);
      states.put(rule.name, isSame && same != null ? before.remove(rule.name) : stateOf(rule));
    }
    for (RuleState gone : before.values()) handOver(gone, nowMillis);
    readmit(nowMillis);
    this.rules = rules;
    teller = teller(rules);
  }

  private void handOver(RuleState before, long nowMillis) {
    RuleState after = states.get(before.rule.name);
    List<Group> over = new ArrayList<>();
    boolean goesOn = after != null && after.rule.condition.isLike(before.rule.condition);
    for (Group group : before.all()) {
      if (goesOn && after != null && after.takeOver(group.incident(), nowMillis)) continue;
      if (group.announced && before.rule.tellsResolved) over.add(group);
      group.resolve();
      kept.remove(group.key);
    }
    teller.resolved(before.rule, over, "the rule was changed or removed", nowMillis);
  }

  /** In place of those given before; those of the rule file hold as well. */
  public void silences(Collection<Silence> silences) {
    this.silences.clear();
    this.silences.addAll(silences);
  }

  /** The groups of a rule that fire now, the first to fire first; also those not told yet. */
  public List<AlertGroup> firing(String rule, long nowMillis) {
    List<AlertGroup> firing = new ArrayList<>();
    RuleState state = states.get(rule);
    if (state == null) return firing;
    for (Group group : state.firing()) firing.add(group.tell(rules.link, "", nowMillis));
    return firing;
  }

  /** Those of {@link #firing} that are not told now, by their keys. */
  public Map<String, Held> held(String rule, long nowMillis) {
    Map<String, Held> held = new LinkedHashMap<>();
    RuleState state = states.get(rule);
    if (state == null) return held;
    AlertCounts none = new AlertCounts(); // to look is not to hold back
    Suppression suppression = new Suppression(rules, silences, states.values(), none);
    for (Group group : state.firing()) {
      String why = suppression.why(group, nowMillis);
      if (why == null) continue;
      held.put(group.key, new Held(why, suppression.silencedUntil(group, nowMillis)));
    }
    return held;
  }

  /** As it is now, and goes on to be. */
  public AlertCounts counts() {
    return counts;
  }

  private void judgeOverdue(long nowMillis) {
    for (Joins.Waiting each : joins.overdue(nowMillis)) {
      counts.unjoined += each.rules.size();
      judge(each, nowMillis);
    }
  }

  private void judge(Joins.Waiting waited, long nowMillis) {
    AlertEvent event = joins.joined(waited.event);
    for (String rule : waited.rules) {
      RuleState state = states.get(rule);
      if (state == null) continue;
      judge(state, event, waited.isNew, waited.arrivedMillis, nowMillis);
    }
  }

  private void judge(
      RuleState state, AlertEvent event, boolean isNew, long arrivedMillis, long nowMillis) {
    state.judge(event, isNew, arrivedMillis, nowMillis);
  }

  /** Is asked of every fault, whatever the rules: a rule that comes later must not find all new. */
  private boolean isNew(AlertEvent event) {
    if (event.kind != AlertEvent.Kind.FAULT || event.fingerprint.isEmpty()) return false;
    String anywhere = event.service + ' ' + event.fingerprint;
    String key = anywhere + ' ' + event.environment;
    boolean first = kept.firstSeen(key, event.eventMillis);
    if (!first || Boolean.FALSE.equals(event.isNewGroup)) return false;
    // What was remembered before environments were told apart was seen in any of them.
    return !kept.isSeen(anywhere);
  }

  private static boolean isOwn(AlertEvent event) {
    return event.own || isOurs(event.exceptionType) || isOurs(event.topFrame);
  }

  private static boolean isOurs(String name) {
    return name.startsWith("dev.faultline.agent.") || name.startsWith("dev.faultline.bootstrap.");
  }

  private void beat(long nowMillis) {
    if (rules.heartbeatMillis == 0) return;
    if (beatMillis > 0 && nowMillis - beatMillis < rules.heartbeatMillis) return;
    beatMillis = nowMillis;
    sink.tell(Notice.heartbeat(rules.heartbeatTargets, nowMillis));
  }
}
