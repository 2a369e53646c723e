// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.state;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is kept of a group over a restart. Immutable. */
public final class Incident {
  /** Its rule's name and its labels, as messages have it. */
  public final String key;

  public final String rule;

  public final Map<String, String> labels;

  /** 0 of a group that does not fire but is watched, or may not fire again yet. */
  public final long firedMillis;

  /** Of the last message, of any event; 0 where there was none. */
  public final long toldMillis;

  /** Of the last message that it fires; 0 where there was none. */
  public final long announcedMillis;

  /** Matching events since it fired. */
  public final long count;

  /** What {@link #count} was in the last message. */
  public final long toldCount;

  public final long firstMillis;
  public final long lastMillis;

  public Incident(
      String key,
      String rule,
      Map<String, String> labels,
      long firedMillis,
      long toldMillis,
      long announcedMillis,
      long count,
      long toldCount,
      long firstMillis,
      long lastMillis) {
    this.key = key;
    this.rule = rule;
    this.labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    this.firedMillis = firedMillis;
    this.toldMillis = toldMillis;
    this.announcedMillis = announcedMillis;
    this.count = count;
    this.toldCount = toldCount;
    this.firstMillis = firstMillis;
    this.lastMillis = lastMillis;
  }
}
