// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.notice;

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

  Notice(NoticeBuilder from) {
    event = from.event;
    rule = from.rule;
    ruleText = from.ruleText;
    severity = from.severity;
    targets = Collections.unmodifiableList(new ArrayList<>(from.targets));
    windowMillis = from.windowMillis;
    parts = from.parts;
    millis = from.millis;
    groups = Collections.unmodifiableList(new ArrayList<>(from.groups));
    moreGroups = from.moreGroups;
    tellsResolved = from.tellsResolved;
    silenceHint = from.silenceHint;
  }

  /** The same, about some of its groups, to some of its targets. */
  public Notice part(List<AlertGroup> groups, List<Target> targets) {
    NoticeBuilder part = new NoticeBuilder(event, millis);
    part.rule = rule;
    part.ruleText = ruleText;
    part.severity = severity;
    part.targets.addAll(targets);
    part.windowMillis = windowMillis;
    part.parts = parts;
    part.groups.addAll(groups);
    part.moreGroups = moreGroups;
    part.tellsResolved = tellsResolved;
    part.silenceHint = silenceHint;
    return part.build();
  }

  /** Of the button. */
  public static Notice test(String channel, long millis) {
    NoticeBuilder test = new NoticeBuilder(Event.TEST, millis);
    test.targets.add(new Target(channel, null));
    return test.build();
  }

  /**
   * Of the dead man's switch.
   *
   * @param millis since 1970
   */
  public static Notice heartbeat(List<Target> targets, long millis) {
    NoticeBuilder heartbeat = new NoticeBuilder(Event.HEARTBEAT, millis);
    heartbeat.targets.addAll(targets);
    return heartbeat.build();
  }
}
