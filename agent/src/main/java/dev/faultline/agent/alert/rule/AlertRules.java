// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.rule;

import dev.faultline.agent.alert.notice.Target;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A rule file that was read: its rules, what else it sets, and what is wrong with it. A line that
 * is wrong is left out, the others hold. Immutable.
 */
public final class AlertRules {
  /** In the order of the file. */
  public final List<Rule> rules;

  /** In the order of the file. */
  public final List<Problem> problems;

  /** Those of the file; the engine may be given more. */
  public final List<Silence> silences;

  /** In the order of the file. */
  public final List<Maintenance> maintenance;

  /** In the order of the file. */
  public final List<Inhibition> inhibitions;

  /** How often to say that all is well; 0 for never. */
  public final long heartbeatMillis;

  /** Whom to say it to. */
  public final List<Target> heartbeatTargets;

  /** Where to look, with places such as {trace}; empty for nowhere. */
  public final String link;

  /** Of times that name none. */
  public final ZoneId zone;

  AlertRules(AlertRulesBuilder from) {
    rules = Collections.unmodifiableList(new ArrayList<>(from.rules));
    problems = Collections.unmodifiableList(new ArrayList<>(from.problems));
    silences = Collections.unmodifiableList(new ArrayList<>(from.silences));
    maintenance = Collections.unmodifiableList(new ArrayList<>(from.maintenance));
    inhibitions = Collections.unmodifiableList(new ArrayList<>(from.inhibitions));
    heartbeatMillis = from.heartbeatMillis;
    heartbeatTargets = Collections.unmodifiableList(new ArrayList<>(from.heartbeatTargets));
    link = from.link;
    zone = from.zone;
  }

  /**
   * Never fails: what it does not understand is in {@link #problems}.
   *
   * @param file its name, for problems
   * @param text its lines
   * @param zone of times that name none
   */
  public static AlertRules parse(String file, String text, ZoneId zone, ChannelLines channels) {
    return new RuleFile(file, zone, channels).read(text);
  }
}
