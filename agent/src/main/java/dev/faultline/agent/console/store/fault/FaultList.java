// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.fault;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A part of the groups of faults that a filter lets through, and how many there are. */
public final class FaultList {
  /** How many pass the filter, whatever its limit. */
  public long total;

  /** How many would pass it with each status. */
  public final Map<GroupStatus, Long> byStatus = new EnumMap<>(GroupStatus.class);

  /** How many would pass it with each state, those without one left out. */
  public final Map<String, Long> byState = new TreeMap<>();

  /** How many would pass it with each category, those without one left out. */
  public final Map<String, Long> byCategory = new TreeMap<>();

  /**
   * Where free text was looked for in the latest groups only: none was that was last seen before
   * that moment. 0 where all were.
   */
  public long searchedSinceMillis;

  public List<FaultHead> heads = new java.util.ArrayList<>();

  /** How long a part of each sparkline is. */
  public long sparkMillis;
}
