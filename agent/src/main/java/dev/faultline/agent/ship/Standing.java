// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/** How it stands with one exporter at one moment. */
public final class Standing {
  public final String exporter;

  /** Where it delivers to, as it may be shown. */
  public final String target;

  /** What waits in memory, in bytes. */
  public final long backlogBytes;

  /** One a kind of record that it takes; not to be changed. */
  public final List<Tally> tallies;

  /** What cannot be delivered at the moment, by the kind of record; not to be changed. */
  public final Map<String, Trouble> troubles;

  Standing(
      String exporter,
      String target,
      long backlogBytes,
      List<Tally> tallies,
      Map<String, Trouble> troubles) {
    this.exporter = exporter;
    this.target = target;
    this.backlogBytes = backlogBytes;
    this.tallies = Collections.unmodifiableList(tallies);
    this.troubles = Collections.unmodifiableMap(troubles);
  }
}
