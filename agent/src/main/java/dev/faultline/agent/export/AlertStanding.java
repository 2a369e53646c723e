// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How it stands with the alerts of this process at one moment. Immutable. */
public final class AlertStanding {
  /** One way for alerts, and what became of those that were to go it. */
  public static final class Channel {
    public final String name;

    /** Where it leads, without what is secret. */
    public final String target;

    /** {@code ok}, {@code failing}, or {@code locked}. */
    public final String state;

    /** Why it did not take the last one that it did not take; empty where there was none. */
    public final String lastError;

    /** Taken. */
    public final long sent;

    /** Not taken; a fallback may have. */
    public final long failed;

    /** Told as a number only. */
    public final long dropped;

    /** On their way. */
    public final long pending;

    public Channel(
        String name,
        String target,
        String state,
        String lastError,
        long sent,
        long failed,
        long dropped,
        long pending) {
      this.name = name;
      this.target = target;
      this.state = state;
      this.lastError = lastError;
      this.sent = sent;
      this.failed = failed;
      this.dropped = dropped;
      this.pending = pending;
    }
  }

  /** In the order in which they are defined; not to be changed. */
  public final List<Channel> channels;

  /** Alerts that were held back, by reason, all of which are there; not to be changed. */
  public final Map<String, Long> suppressed;

  /** Events that were not judged, or not as asked, by reason, as before; not to be changed. */
  public final Map<String, Long> events;

  public AlertStanding(
      List<Channel> channels, Map<String, Long> suppressed, Map<String, Long> events) {
    this.channels = Collections.unmodifiableList(new ArrayList<>(channels));
    this.suppressed = Collections.unmodifiableMap(new TreeMap<>(suppressed));
    this.events = Collections.unmodifiableMap(new TreeMap<>(events));
  }
}
