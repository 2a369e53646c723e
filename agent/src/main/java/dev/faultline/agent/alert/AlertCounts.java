// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert;

/** What the engine did not judge, or not as asked. Read on the thread that calls the engine. */
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
}
