// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.rule;

import dev.faultline.agent.alert.notice.Target;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** What was read of a rule file so far. */
final class AlertRulesBuilder {
  final List<Rule> rules = new ArrayList<>();
  final List<Problem> problems = new ArrayList<>();
  final List<Silence> silences = new ArrayList<>();
  final List<Maintenance> maintenance = new ArrayList<>();
  final List<Inhibition> inhibitions = new ArrayList<>();
  final List<Target> heartbeatTargets = new ArrayList<>();
  long heartbeatMillis;
  String link = "";
  final ZoneId zone;

  AlertRulesBuilder(ZoneId zone) {
    this.zone = zone;
  }
}
