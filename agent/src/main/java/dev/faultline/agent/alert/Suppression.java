// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert;

import dev.faultline.agent.alert.rule.AlertRules;
import dev.faultline.agent.alert.rule.Inhibition;
import dev.faultline.agent.alert.rule.Maintenance;
import dev.faultline.agent.alert.rule.Silence;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a group is not to be told now, if there is a reason. */
final class Suppression {
  private final AlertRules rules;
  private final Collection<Silence> silences;
  private final Collection<RuleState> states;
  private final AlertCounts counts;

  /**
   * @param silences more than those of the file
   */
  Suppression(
      AlertRules rules,
      Collection<Silence> silences,
      Collection<RuleState> states,
      AlertCounts counts) {
    this.rules = rules;
    this.counts = counts;
    this.silences = silences;
    this.states = states;
  }

  /** Counted where the group was not known to be held back. */
  @Nullable String why(Group group, long nowMillis) {
    long fresh = group.heldNoted ? 0 : 1;
    String silence = silence(group, rules.silences, nowMillis);
    if (silence == null) silence = silence(group, silences, nowMillis);
    if (silence != null) {
      counts.silenced += fresh;
      return silence;
    }
    for (Maintenance each : rules.maintenance) {
      if (!each.holds(group::fact, nowMillis)) continue;
      counts.inMaintenance += fresh;
      return each.toString();
    }
    String inhibition = inhibition(group);
    if (inhibition != null) counts.inhibited += fresh;
    return inhibition;
  }

  /** When the last of the silences that hold it back is over, since 1970; 0 where none does. */
  long silencedUntil(Group group, long nowMillis) {
    return Math.max(until(group, rules.silences, nowMillis), until(group, silences, nowMillis));
  }

  private static long until(Group group, Collection<Silence> silences, long nowMillis) {
    long until = 0;
    for (Silence each : silences) {
      if (each.holds(group::fact, nowMillis)) until = Math.max(until, each.untilMillis);
    }
    return until;
  }

  private static @Nullable String silence(
      Group group, Collection<Silence> silences, long nowMillis) {
    for (Silence each : silences) {
      if (each.holds(group::fact, nowMillis)) return "silence " + each.matchers();
    }
    return null;
  }

  private @Nullable String inhibition(Group group) {
    List<Inhibition> inhibitions = rules.inhibitions;
    for (Inhibition each : inhibitions) {
      if (!each.concerns(group.rule.name, group::fact)) continue;
      for (RuleState state : states) {
        if (state.rule.name.equals(each.source) && state.isFiringFor(each, group)) {
          return "inhibited by " + each.source;
        }
      }
    }
    return null;
  }
}
