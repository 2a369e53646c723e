// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.status;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What was dropped. */
final class Losses {
  /** Reasons that somebody has configured, and points that a later one covers. */
  private static final Set<String> NONE =
      new HashSet<>(Arrays.asList("superseded", "ignored", "sampled"));

  private Losses() {}

  /** For whatever reason. */
  static long all(Answer tally) {
    long sum = 0;
    for (long each : tally.get("dropped").numbers().values()) sum += each;
    return sum;
  }

  /** What somebody would want to have. */
  static long real(Answer tally) {
    long sum = 0;
    for (Map.Entry<String, Long> each : tally.get("dropped").numbers().entrySet()) {
      if (!NONE.contains(each.getKey())) sum += each.getValue();
    }
    return sum;
  }

  /** Whether anything is lost that somebody would want to have, or cannot be delivered now. */
  static boolean isTrouble(Answer jvm) {
    if (real(jvm.get("sightings")) > 0) return true;
    for (Answer exporter : jvm.list("exporters")) {
      for (Answer each : exporter.list("signals")) {
        if (real(each) > 0 || !each.get("failing").isAbsent()) return true;
      }
    }
    return false;
  }
}
