// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert;

import dev.faultline.agent.alert.condition.CountCondition;
import dev.faultline.agent.alert.condition.Tracker;
import dev.faultline.agent.alert.condition.Verdict;
import dev.faultline.agent.alert.event.AlertEvent;
import dev.faultline.agent.alert.event.Fields;
import dev.faultline.agent.alert.notice.AlertGroup;
import dev.faultline.agent.alert.notice.AlertGroupBuilder;
import dev.faultline.agent.alert.rule.Rule;
import dev.faultline.agent.alert.state.Incident;
import java.util.Map;

/** One group of a rule: OK, pending or firing, what was counted, and what was told of it. */
final class Group {
  enum State {
    OK,
    PENDING,
    FIRING
  }

  /** What is due to be told of it. */
  enum Due {
    NOTHING,
    FIRING,
    REPEAT,
    ESCALATED
  }

  private static final int TENFOLD = 10;

  final Rule rule;
  final String key;
  final Map<String, String> labels;
  final Tracker tracker;
  final Examples examples;
  State state = State.OK;
  long firedMillis;

  /** Whether people know that it fires. */
  boolean announced;

  /** Whether it came to the point of being told, or held back. */
  boolean offered;

  /** Whether it was noted that it is held back. */
  boolean heldNoted;

  /** Of the matching events since it fired, those of its window included. */
  long count;

  /** Of these, what was not told yet. */
  long untold;

  long firstMillis;
  long lastMillis;

  /** Whether there is something to save that is not urgent. */
  boolean isDirty;

  private long begunMillis;
  private long toldMillis;
  private long toldCount;
  private double toldSize;
  private long announcedMillis;

  Group(Rule rule, Map<String, String> labels, AlertEvent first, long nowMillis) {
    this.rule = rule;
    this.labels = labels;
    key = rule.name + GroupKeys.text(labels);
    tracker = rule.condition.tracker(nowMillis);
    examples = new Examples(first, rule.parts.fragments);
  }

  /** Of before a restart, or before its rule was changed. */
  static Group of(Rule rule, Incident kept, long nowMillis) {
    AlertEvent none = AlertEvent.of(AlertEvent.Kind.ALIVE, kept.lastMillis).build();
    Group group = new Group(rule, kept.labels, none, nowMillis);
    group.state = kept.firedMillis > 0 ? State.FIRING : State.OK;
    group.firedMillis = kept.firedMillis;
    group.announced = kept.firedMillis > 0 && kept.announcedMillis >= kept.firedMillis;
    group.offered = group.announced;
    group.announcedMillis = kept.announcedMillis;
    group.toldMillis = kept.toldMillis;
    group.toldCount = kept.toldCount;
    group.count = kept.count;
    group.untold = kept.count - (group.announced ? kept.toldCount : 0);
    group.firstMillis = kept.firstMillis;
    group.lastMillis = kept.lastMillis;
    group.tracker.goOn(kept);
    if (rule.condition instanceof CountCondition) group.toldSize = kept.toldCount;
    return group;
  }

  Incident incident() {
    isDirty = false;
    return new Incident(
        key,
        rule.name,
        labels,
        state == State.FIRING ? firedMillis : 0,
        toldMillis,
        announcedMillis,
        count,
        toldCount,
        firstMillis,
        lastMillis);
  }

  /**
   * @return whether it began to fire
   */
  boolean add(AlertEvent event, long eventMillis, long nowMillis) {
    if (state == State.PENDING) endure(nowMillis);
    tracker.add(event, eventMillis, nowMillis);
    if (tracker.shows(event)) examples.add(event, eventMillis);
    long told = tracker.told(event);
    if (told > 0) lastMillis = Math.max(lastMillis, eventMillis);
    if (state == State.OK) return tracker.onEvent(nowMillis) == Verdict.YES && begin(nowMillis);
    count += told;
    untold += told;
    isDirty |= told > 0;
    if (state == State.PENDING) return endure(nowMillis);
    tracker.onEvent(nowMillis); // it notes for how long it is met
    return false;
  }

  /**
   * Time has gone by.
   *
   * @return whether it began to fire
   */
  boolean advance(long nowMillis) {
    if (state == State.PENDING) return endure(nowMillis);
    Verdict verdict = tracker.onTime(nowMillis);
    return state == State.OK && verdict == Verdict.YES && begin(nowMillis);
  }

  private boolean begin(long nowMillis) {
    state = State.PENDING;
    begunMillis = nowMillis;
    count = tracker.inWindow(nowMillis);
    untold = count;
    firstMillis = tracker.firstMillis(nowMillis);
    lastMillis = Math.max(lastMillis, firstMillis);
    return rule.pendingMillis == 0 && fire(nowMillis);
  }

  private boolean endure(long nowMillis) {
    Verdict verdict = tracker.holds(begunMillis + rule.pendingMillis, nowMillis);
    if (verdict == Verdict.YES) return fire(nowMillis);
    if (verdict == Verdict.NO) state = State.OK;
    return false;
  }

  private boolean fire(long nowMillis) {
    state = State.FIRING;
    firedMillis = nowMillis;
    announced = false;
    offered = false;
    heldNoted = false;
    return true;
  }

  boolean isFiring() {
    return state == State.FIRING;
  }

  boolean isOver(long nowMillis) {
    // What ends within the group wait is told, or a short burst would be missed. Who was silent and
    // is back again is not.
    boolean mayBe = offered || rule.condition.lastsWithoutEvents();
    return isFiring() && mayBe && tracker.isOver(begunMillis, nowMillis, rule.keepMillis);
  }

  void resolve() {
    state = State.OK;
    announced = false;
    tracker.reset();
  }

  Due due(long nowMillis) {
    if (!isFiring()) return Due.NOTHING;
    boolean tenfold = toldSize > 0 && tracker.size(count, nowMillis) >= TENFOLD * toldSize;
    if (!announced) {
      if (!isCooling(nowMillis)) return Due.FIRING;
      return tenfold ? Due.ESCALATED : Due.NOTHING;
    }
    if (tenfold) return Due.ESCALATED;
    boolean repeats = rule.repeatMillis > 0 && nowMillis - toldMillis >= rule.repeatMillis;
    boolean hasNews = untold > 0 || rule.condition.lastsWithoutEvents();
    return repeats && hasNews ? Due.REPEAT : Due.NOTHING;
  }

  /** It is being told. */
  void told(long nowMillis) {
    if (!announced) announcedMillis = nowMillis;
    announced = true;
    heldNoted = false;
    toldMillis = nowMillis;
    toldCount = count;
    toldSize = tracker.size(count, nowMillis);
    untold = 0;
  }

  private boolean isCooling(long nowMillis) {
    return announcedMillis > 0 && nowMillis - announcedMillis < rule.cooldownMillis;
  }

  /** Whether forgetting it loses nothing. */
  boolean isIdle(long nowMillis) {
    return state == State.OK && tracker.isIdle(nowMillis) && !isCooling(nowMillis);
  }

  /** A label's value, else that of the last event; empty where neither says. */
  String fact(String name) {
    if (name.equals("rule")) return rule.name;
    if (name.equals("severity")) return rule.severity.word;
    String label = labels.get(name);
    return label == null ? Fields.of(examples.last(), name) : label;
  }

  private String measured(long nowMillis) {
    boolean isOverflow = labels.containsValue(AlertGroup.OVERFLOW);
    return isOverflow
        ? "more than " + RuleState.MAX_GROUPS + " groups"
        : tracker.measured(nowMillis);
  }

  /**
   * @param measured in place of what it measures; empty for that
   */
  AlertGroup tell(String link, String measured, long nowMillis) {
    AlertGroupBuilder told = new AlertGroupBuilder();
    told.key = key;
    told.labels.putAll(labels);
    told.count = count;
    told.sinceLast = untold;
    told.firstMillis = firstMillis;
    told.lastMillis = lastMillis;
    told.firedMillis = firedMillis;
    told.resolvedMillis = isFiring() ? 0 : nowMillis;
    told.measured = measured.isEmpty() ? measured(nowMillis) : measured;
    told.example = examples.shown();
    told.fragments.addAll(examples.fragments());
    told.link = link.isEmpty() ? null : Links.fill(link, this);
    return told.build();
  }
}
