// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.fault;

import dev.faultline.agent.console.record.FaultRecord;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a batch has changed that somebody may want to be told. */
public final class Changes {
  /** Fingerprints that were seen for the first time. */
  public final Set<String> newGroups = new LinkedHashSet<>();

  /** What was seen again after it was resolved: see {@link #place}. */
  public final Set<List<String>> regressed = new LinkedHashSet<>();

  /** A group in a service and an environment: each may come back by itself. */
  public static List<String> place(FaultRecord fault) {
    return Arrays.asList(fault.fingerprint, fault.source.service, fault.source.environment);
  }

  /** All of it, as it is written down until somebody has heard of it: see {@link Untold}. */
  public Set<List<String>> all() {
    Set<List<String>> all = new LinkedHashSet<>();
    for (String each : newGroups) all.add(Arrays.asList(each, "", ""));
    all.addAll(regressed);
    return all;
  }
}
