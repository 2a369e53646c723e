// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Something to tell people: what a channel turns into a message, in its own shape and language.
 * Immutable.
 */
public final class Notice {
  /** Why it is told. */
  public enum Event {
    FIRING,
    /** Still firing; {@link AlertGroup#sinceLast} says how much came since the last notice. */
    REPEAT,
    /** Ten times as many as the last notice said. */
    ESCALATED,
    RESOLVED,
    /** Several things in one: what is new after a start, or what a channel had no room for. */
    DIGEST,
    /** Nothing is wrong, and the way from here to the channel works: the dead man's switch. */
    HEARTBEAT,
    /** Somebody pressed the button. */
    TEST
  }

  public final Event event;

  /** Empty of a heartbeat and a test. */
  public final String rule;

  /** The rule as it was written; empty where there is none. */
  public final String ruleText;

  public final Severity severity;
  public final List<Target> targets;

  /** In what time the rule counts; 0 where it has no such. */
  public final long windowMillis;

  /** Which parts the rule wants told. */
  public final Parts parts;

  /** When it was decided, by the engine's caller's clock, since 1970. */
  public final long millis;

  /** At least one, but for a heartbeat and a test; the first to fire comes first. */
  public final List<AlertGroup> groups;

  /** How many more there are than {@link #groups} lists. */
  public final int moreGroups;

  /** Whether it will be told when it is over: a moment is over at once, and some rules say no. */
  public final boolean tellsResolved;

  /** A line for the rule file that would silence this; empty where nothing can be silenced. */
  public final String silenceHint;

  public Notice(
      Event event, Rule rule, long millis, List<AlertGroup> groups, int moreGroups, String hint) {
    this.event = event;
    this.rule = rule.name;
    this.ruleText = rule.text;
    this.severity = rule.severity;
    this.targets = rule.targets;
    this.windowMillis = rule.condition.windowMillis;
    this.parts = rule.parts;
    this.millis = millis;
    this.groups = Collections.unmodifiableList(new ArrayList<>(groups));
    this.moreGroups = moreGroups;
    this.tellsResolved = rule.tellsResolved && !rule.condition.isMoment();
    this.silenceHint = hint;
  }

  private Notice(Event event, long millis, List<Target> targets) {
    this.event = event;
    this.rule = "";
    this.ruleText = "";
    this.severity = Severity.INFO;
    this.targets = targets;
    this.windowMillis = 0;
    this.parts = Parts.DEFAULT;
    this.millis = millis;
    this.groups = Collections.emptyList();
    this.moreGroups = 0;
    this.tellsResolved = false;
    this.silenceHint = "";
  }

  private Notice(Notice of, List<AlertGroup> groups, List<Target> targets) {
    this.event = of.event;
    this.rule = of.rule;
    this.ruleText = of.ruleText;
    this.severity = of.severity;
    this.targets = Collections.unmodifiableList(new ArrayList<>(targets));
    this.windowMillis = of.windowMillis;
    this.parts = of.parts;
    this.millis = of.millis;
    this.groups = Collections.unmodifiableList(new ArrayList<>(groups));
    this.moreGroups = of.moreGroups;
    this.tellsResolved = of.tellsResolved;
    this.silenceHint = of.silenceHint;
  }

  /** The same, about some of its groups, to some of its targets. */
  public Notice part(List<AlertGroup> groups, List<Target> targets) {
    return new Notice(this, groups, targets);
  }

  /** Of the button. */
  public static Notice test(String channel, long millis) {
    return new Notice(Event.TEST, millis, Collections.singletonList(new Target(channel, null)));
  }

  static Notice heartbeat(List<Target> targets, long millis) {
    return new Notice(Event.HEARTBEAT, millis, targets);
  }
}
