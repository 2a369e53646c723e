// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.alert;

import dev.faultline.agent.alert.AlertEngine;
import dev.faultline.agent.alert.Held;
import dev.faultline.agent.alert.channel.ChannelStatus;
import dev.faultline.agent.alert.notice.AlertGroup;
import dev.faultline.agent.alert.rule.Rule;
import dev.faultline.agent.alert.rule.Silence;
import dev.faultline.agent.alert.setup.RuleDesk;
import dev.faultline.agent.alert.setup.RuleProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rules, silences and channels at one moment. Immutable. */
final class AlertView {
  /** Fire now, by rule, in the order in which they are written. */
  final Map<Rule, List<AlertGroup>> firing = new LinkedHashMap<>();

  /** Of these, the ones that are not told now, by their keys. */
  final Map<String, Held> held = new LinkedHashMap<>();

  private final Map<Rule, String> wrong = new LinkedHashMap<>();

  /** Lines that would be rules. */
  final List<RuleProblem> lost;

  final List<RuleProblem> problems;
  final List<PageSilence> silences;
  final List<Silence> fileSilences;
  final List<ChannelStatus> channels;
  final String file;
  final String pageRules;
  final Map<String, Long> suppressed;
  final Map<String, Long> events;

  AlertView(
      RuleDesk desk,
      AlertEngine engine,
      List<PageSilence> silences,
      List<ChannelStatus> channels,
      long nowMillis) {
    for (Rule each : desk.book().rules.rules) {
      firing.put(each, engine.firing(each.name, nowMillis));
      held.putAll(engine.held(each.name, nowMillis));
      String problem = desk.book().problem(each);
      if (problem != null) wrong.put(each, problem);
    }
    lost = desk.book().lost();
    problems = desk.problems();
    this.silences = new ArrayList<>(silences);
    this.silences.removeIf(each -> each.silence.untilMillis <= nowMillis);
    fileSilences = new ArrayList<>(desk.book().rules.silences);
    fileSilences.removeIf(each -> each.untilMillis <= nowMillis);
    this.channels = channels;
    file = desk.file();
    pageRules = desk.pageText();
    suppressed = engine.counts().suppressed();
    events = engine.counts().events();
  }

  /** Numbers, by the names that they have in the console's summary. */
  Map<String, Long> summary() {
    long fires = 0;
    for (List<AlertGroup> each : firing.values()) fires += each.size();
    long sent = 0;
    long failed = 0;
    long dropped = 0;
    for (ChannelStatus each : channels) {
      sent += each.sent;
      failed += each.failed;
      dropped += each.dropped;
    }
    long held = 0;
    for (long each : suppressed.values()) held += each;
    Map<String, Long> summary = new LinkedHashMap<>();
    summary.put("firing", fires);
    summary.put("alertsSent", sent);
    summary.put("alertsFailed", failed);
    summary.put("alertsDropped", dropped);
    summary.put("alertsSuppressed", held);
    return summary;
  }

  /** Null where nothing is. */
  @Nullable String problem(Rule rule) {
    return wrong.get(rule);
  }
}
