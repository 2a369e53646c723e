// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.agent;

import dev.faultline.agent.alert.event.AlertEvent;
import dev.faultline.agent.alert.rule.AlertRules;
import dev.faultline.agent.alert.rule.Rule;
import dev.faultline.agent.config.AgentConfig;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules that a console can judge, and this process never will. */
final class OutOfSight {
  private static final String CONSOLE =
      "; the console can judge it: java -jar faultline.jar --config FILE";

  private final AgentConfig config;

  OutOfSight(AgentConfig config) {
    this.config = config;
  }

  /** A line for each of them. */
  List<String> of(AlertRules rules) {
    List<String> lines = new ArrayList<>();
    for (Rule each : rules.rules) {
      String why = why(each);
      if (why != null) lines.add("Alerts: rule " + each.name + " never fires here: " + why);
    }
    return lines;
  }

  private @Nullable String why(Rule rule) {
    if (rule.asksForRegressions()) {
      return "what was resolved, and so a regression, is not known to an agent" + CONSOLE;
    }
    if (rule.asksForSilence()) {
      return "a process cannot tell its own silence" + CONSOLE;
    }
    boolean faults = rule.takes(AlertEvent.Kind.FAULT);
    boolean requests = rule.takes(AlertEvent.Kind.REQUEST);
    boolean lines = rule.takes(AlertEvent.Kind.LOG);
    if (lines && !faults && !requests) return noLines();
    if (requests && !faults && !lines && !config.probeEnabled("servlet")) {
      return "it asks for requests, and faultline.probe.servlet is false";
    }
    return null;
  }

  private @Nullable String noLines() {
    if (!config.probeEnabled("logging")) {
      return "it asks for log events, and faultline.probe.logging is false";
    }
    boolean any =
        config.logs().errors() || !config.logs().warnings().isEmpty() || config.logs().infos() > 0;
    return any ? null : "it asks for log events, of which faultline.logs.* takes none";
  }
}
