// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.rule;

import dev.faultline.agent.alert.condition.Condition;
import dev.faultline.agent.alert.condition.FirstCondition;
import dev.faultline.agent.alert.condition.SilentCondition;
import dev.faultline.agent.alert.event.AlertEvent;
import dev.faultline.agent.alert.event.Fields;
import dev.faultline.agent.alert.notice.Parts;
import dev.faultline.agent.alert.notice.Severity;
import dev.faultline.agent.alert.notice.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One rule, as a line of the file told it. Immutable. */
public final class Rule {
  /** How long an event that would count as it is waits for what else its request knows. */
  private static final long WAIT_MILLIS = 10_000;

  /** How long, at most, one waits that only its request can make count. */
  private static final long MAX_WAIT_MILLIS = 5 * 60_000;

  /** Unique among its file's. */
  public final String name;

  /** As it was written, without its name. */
  public final String text;

  /** Of its file, from 1. */
  public final int line;

  public final Severity severity;
  public final List<Target> targets;
  public final Parts parts;

  /** What to group by: names of {@link Fields} or of attributes. */
  public final List<String> groupBy;

  /** When it fires. */
  public final Condition condition;

  final Matchers matchers;

  /** How long the condition must hold before it fires. */
  public final long pendingMillis;

  /** After which it is told again; 0 for never. */
  public final long repeatMillis;

  /** How long after it fired it is not told to fire again. */
  public final long cooldownMillis;

  /** At least so long must it be quiet to be over; the window where that is longer. */
  public final long keepMillis;

  /** How long what begins to fire waits, so that others are told with it. */
  public final long groupWaitMillis;

  /** Whether it is told when what was told to fire is over. */
  public final boolean tellsResolved;

  /** Whether it asks what only a request knows. */
  private final boolean asksStatus;

  private final boolean asksRoute;

  Rule(RuleBuilder from) {
    name = from.name;
    text = from.text;
    line = from.line;
    severity = from.severity;
    targets = Collections.unmodifiableList(new ArrayList<>(from.targets));
    parts = from.parts();
    condition = from.condition();
    groupBy = Collections.unmodifiableList(from.groups());
    matchers = new Matchers(from.matchers);
    pendingMillis = from.pendingMillis;
    repeatMillis = from.repeatMillis;
    cooldownMillis = from.cooldownMillis;
    keepMillis = from.keepMillis;
    groupWaitMillis = from.groupWaitMillis;
    tellsResolved = from.tellsResolved;
    asksStatus = matchers.ask("status") || groupBy.contains("status");
    asksRoute = matchers.ask("route") || groupBy.contains("route");
  }

  /** Whether events of that kind may concern it. */
  public boolean takes(AlertEvent.Kind kind) {
    return condition.kinds.contains(kind);
  }

  /** Whether it is for faults that were resolved, and have come back. */
  public boolean asksForRegressions() {
    return condition instanceof FirstCondition && !((FirstCondition) condition).hasGrace();
  }

  /** Whether it is for services of which nothing is heard any more. */
  public boolean asksForSilence() {
    return condition instanceof SilentCondition;
  }

  /** Whether an event is what it is about, as far as is known of the event. */
  public boolean matches(AlertEvent event) {
    return takes(event.kind) && matchers.match(event);
  }

  /** Whether it must know more of an event's request before it can judge it. */
  public boolean lacks(AlertEvent event) {
    if (event.kind != AlertEvent.Kind.FAULT && event.kind != AlertEvent.Kind.LOG) return false;
    boolean lacks = (asksStatus && event.status == 0) || (asksRoute && event.route.isEmpty());
    return lacks && !event.traceId.isEmpty();
  }

  /**
   * For how long an event that lacks something waits for its request. One that would count without
   * makes a message late; one that would not can only gain, as long as its window is not over.
   */
  public long waitMillis(AlertEvent event) {
    if (matchers.match(event)) return WAIT_MILLIS;
    long window = condition.windowMillis;
    if (window == 0) return MAX_WAIT_MILLIS;
    return Math.max(WAIT_MILLIS, Math.min(window, MAX_WAIT_MILLIS));
  }

  /** Whether it may concern the rule, whatever its request turns out to be. */
  public boolean mayMatch(AlertEvent event) {
    return takes(event.kind) && matchers.matchBut(event, "status", "route");
  }
}
