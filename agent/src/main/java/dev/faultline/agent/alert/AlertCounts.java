// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert;

import java.util.Map;
import java.util.TreeMap;

/**
 * What the engine did not judge, or not as asked, and what it did not tell. Read on the thread that
 * calls the engine.
 */
public final class AlertCounts {
  /** Events of rules' windows that had ended before the event came, by rule and event. */
  public long late;

  /** Sightings of a record that its rule had counted. */
  public long repeated;

  /** Events about Faultline itself. */
  public long own;

  /** Events that waited for their request's status or route in vain, by rule and event. */
  public long unjoined;

  /** Events that went to the group of those that have no room of their own. */
  public long overflowed;

  /** Groups that were not told, for these reasons. */
  public long silenced;

  public long inMaintenance;
  public long inhibited;

  /** All about events, by name. */
  public Map<String, Long> events() {
    Map<String, Long> counts = new TreeMap<>();
    counts.put("late", late);
    counts.put("repeated", repeated);
    counts.put("own", own);
    counts.put("unjoined", unjoined);
    counts.put("overflowed", overflowed);
    return counts;
  }

  /** All about groups that were not told, by reason. */
  public Map<String, Long> suppressed() {
    Map<String, Long> counts = new TreeMap<>();
    counts.put("silence", silenced);
    counts.put("maintenance", inMaintenance);
    counts.put("inhibition", inhibited);
    return counts;
  }
}
