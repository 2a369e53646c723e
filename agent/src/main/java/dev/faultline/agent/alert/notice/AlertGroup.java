// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.notice;

import dev.faultline.agent.alert.event.AlertEvent;
import dev.faultline.agent.alert.event.Fields;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a notice says of one group of a rule: how often, since when, and an example. Immutable. */
public final class AlertGroup {
  /** The label value of the group that takes what comes when a rule has too many groups. */
  public static final String OVERFLOW = "__overflow__";

  /**
   * Rule and labels, without host or instance: the same for all messages about one thing, and for
   * all agents that tell it. Stable over restarts.
   */
  public final String key;

  /** What the rule groups by, in its order: name and value. Empty of a rule without groups. */
  public final Map<String, String> labels;

  /** Matching events since it began to fire, those of the window before it included. */
  public final long count;

  /** Of these, the ones since the last message about this group. */
  public final long sinceLast;

  /** Of matching events, by their own time, since 1970; 0 where there was none. */
  public final long firstMillis;

  public final long lastMillis;

  /** When it began to fire, since 1970. */
  public final long firedMillis;

  /** When it was found to be over; 0 while it fires. */
  public final long resolvedMillis;

  /** What was measured, such as {@code 7.5 % of 40 requests failed}; empty of a plain count. */
  public final String measured;

  /** The last matching event; null where there is none to show, as after a restart. */
  public final @Nullable AlertEvent example;

  /** The last ones, oldest first, as many as the rule asks for. */
  public final List<Fragment> fragments;

  /** Where to look; null where no address is known. */
  public final @Nullable String link;

  public AlertGroup(AlertGroupBuilder from) {
    key = from.key;
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(from.labels));
    count = from.count;
    sinceLast = from.sinceLast;
    firstMillis = from.firstMillis;
    lastMillis = from.lastMillis;
    firedMillis = from.firedMillis;
    resolvedMillis = from.resolvedMillis;
    measured = from.measured;
    example = from.example;
    fragments = Collections.unmodifiableList(from.fragments);
    link = from.link;
  }

  /** A label's value, else the example's; empty where neither says. */
  public String fact(String name) {
    String label = labels.get(name);
    if (label != null) return label;
    return example == null ? "" : Fields.of(example, name);
  }
}
