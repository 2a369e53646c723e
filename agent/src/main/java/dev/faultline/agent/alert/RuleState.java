// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert;

import dev.faultline.agent.alert.condition.FirstCondition;
import dev.faultline.agent.alert.event.AlertEvent;
import dev.faultline.agent.alert.notice.AlertGroup;
import dev.faultline.agent.alert.rule.Inhibition;
import dev.faultline.agent.alert.rule.Rule;
import dev.faultline.agent.alert.state.AlertState;
import dev.faultline.agent.alert.state.Incident;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The groups of one rule. */
final class RuleState {
  static final int MAX_GROUPS = 1_000;

  final Rule rule;
  private final AlertState kept;
  private final AlertCounts counts;
  private final Recent<Boolean> records;
  private final Map<List<String>, Group> groups = new LinkedHashMap<>();
  private @Nullable Group overflow;
  private long prunedMillis;

  /** When what has begun to fire will be told, all in one; 0 when nothing waits. */
  long waitUntil;

  /** Until then, what is new is one summary; 0 for a rule that has none. */
  final long graceUntil;

  RuleState(
      Rule rule, AlertState kept, AlertCounts counts, Recent<Boolean> records, long graceUntil) {
    this.rule = rule;
    this.kept = kept;
    this.counts = counts;
    this.records = records;
    boolean hasGrace =
        rule.condition instanceof FirstCondition && ((FirstCondition) rule.condition).hasGrace();
    this.graceUntil = hasGrace ? graceUntil : 0;
  }

  /** Whether it has a place for it. */
  boolean takeOver(Incident incident, long nowMillis) {
    List<String> names = new ArrayList<>(incident.labels.keySet());
    if (!names.equals(rule.groupBy) || groups.size() >= MAX_GROUPS) return false;
    // What was told of a moment is over: one that is not is another kind of rule's.
    if (rule.condition.isMoment() && incident.announcedMillis > 0) return false;
    Group group = Group.of(rule, incident, nowMillis);
    List<String> values = new ArrayList<>(incident.labels.values());
    if (values.contains(AlertGroup.OVERFLOW)) {
      overflow = group;
    } else {
      groups.put(values, group);
    }
    if (group.isFiring() && !group.announced) began(nowMillis);
    return true;
  }

  /** All that is known of the event is known by now. */
  void judge(AlertEvent event, boolean isNew, long arrivedMillis, long nowMillis) {
    if (!rule.matches(event)) return;
    List<String> values = GroupKeys.values(rule, event);
    if (!rule.condition.concerns(event, isNew) && !goesOn(values)) return;
    long window = rule.condition.lastsWithoutEvents() ? 0 : rule.condition.windowMillis;
    if (window > 0 && arrivedMillis - event.eventMillis > window) {
      counts.late++;
      return;
    }
    if (wasCounted(event)) {
      counts.repeated++;
      return;
    }
    Group group = group(values, event, nowMillis);
    if (!group.add(event, Math.min(event.eventMillis, arrivedMillis), nowMillis)) return;
    began(nowMillis);
    kept.save(group.incident());
  }

  /** A later sighting that the rule did not match before, for want of a status, say, does count. */
  private boolean wasCounted(AlertEvent event) {
    return !event.recordId.isEmpty()
        && records.put(rule.name + ' ' + event.recordId, Boolean.TRUE) != null;
  }

  /** Whether it is of something that is about to be told. */
  private boolean goesOn(List<String> values) {
    return groups.containsKey(values);
  }

  private void began(long nowMillis) {
    if (waitUntil == 0) waitUntil = Math.max(nowMillis + rule.groupWaitMillis, graceUntil);
  }

  private Group group(List<String> values, AlertEvent event, long nowMillis) {
    Group group = groups.get(values);
    if (group != null) return group;
    if (groups.size() >= MAX_GROUPS && prunedMillis != nowMillis) prune(nowMillis);
    if (groups.size() >= MAX_GROUPS) return overflow(event, nowMillis);
    group = new Group(rule, GroupKeys.labels(rule, values), event, nowMillis);
    groups.put(values, group);
    if (rule.condition.watches()) kept.save(group.incident());
    return group;
  }

  private Group overflow(AlertEvent event, long nowMillis) {
    counts.overflowed += event.count;
    if (overflow == null) {
      overflow = new Group(rule, GroupKeys.overflow(rule), event, nowMillis);
    }
    return overflow;
  }

  /** Nothing that may still count is forgotten to make room. */
  private void prune(long nowMillis) {
    prunedMillis = nowMillis;
    for (Iterator<Group> each = groups.values().iterator(); each.hasNext(); ) {
      Group group = each.next();
      if (!group.isIdle(nowMillis)) continue;
      each.remove();
      kept.remove(group.key);
    }
  }

  /**
   * Time has gone by.
   *
   * @return the groups that are over, as they are after that
   */
  List<Group> advance(long nowMillis) {
    List<Group> over = new ArrayList<>();
    for (Group group : all()) {
      if (group.isOver(nowMillis)) {
        if (group.announced && rule.tellsResolved) over.add(group);
        group.resolve();
        kept.save(group.incident());
      } else if (group.advance(nowMillis)) {
        began(nowMillis);
        kept.save(group.incident());
      }
    }
    prune(nowMillis);
    return over;
  }

  List<Group> all() {
    List<Group> all = new ArrayList<>(groups.values());
    if (overflow != null) all.add(overflow);
    return all;
  }

  List<Group> firing() {
    List<Group> firing = new ArrayList<>();
    for (Group group : all()) {
      if (group.isFiring()) firing.add(group);
    }
    // Sorting is stable: those that began at the same time stay in order.
    Collections.sort(firing, (a, b) -> Long.compare(a.firedMillis, b.firedMillis));
    return firing;
  }

  /** It was told, or will not be: that was all. */
  void forget(Group group) {
    groups.remove(new ArrayList<>(group.labels.values()));
    if (group == overflow) overflow = null;
    kept.remove(group.key);
  }

  boolean isFiringFor(Inhibition inhibition, Group other) {
    for (Group group : all()) {
      if (group.isFiring() && inhibition.joins(group::fact, other::fact)) return true;
    }
    return false;
  }

  void saveDirty() {
    for (Group group : all()) {
      if (group.isDirty && group.isFiring()) kept.save(group.incident());
    }
  }
}
