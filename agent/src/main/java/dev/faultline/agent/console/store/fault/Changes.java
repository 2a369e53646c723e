// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.fault;

import java.util.LinkedHashSet;
import java.util.Set;

/** What a batch has changed that somebody may want to be told. Of fingerprints. */
public final class Changes {
  /** Seen for the first time. */
  public final Set<String> newGroups = new LinkedHashSet<>();

  /** Seen again after they were resolved. */
  public final Set<String> regressed = new LinkedHashSet<>();

  boolean isEmpty() {
    return newGroups.isEmpty() && regressed.isEmpty();
  }

  /** All groups that have changed. */
  public Set<String> fingerprints() {
    Set<String> all = new LinkedHashSet<>(newGroups);
    all.addAll(regressed);
    return all;
  }
}
