// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.bootstrap.hook.ProbeSwitch;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;

/**
 * Says what hooks, which never log, have to say: that one failed, once, and that a probe has taken
 * itself out, once.
 */
final class ProbeWatch {

  private final Logger log;
  private final ProbeSwitch[] switches;
  private final Set<String> failed = new HashSet<>();
  private final Set<String> givenUp = new HashSet<>();

  ProbeWatch(Logger log, ProbeSwitch[] switches) {
    this.log = log;
    this.switches = switches;
  }

  void look() {
    for (ProbeSwitch each : switches) {
      if (each.failures() == 0) continue;
      Throwable first = each.firstFailure();
      if (first != null && failed.add(each.probe)) {
        log.warn(
            "Probe {} failed; the application is not affected, and further failures are counted,"
                + " not logged",
            each.probe,
            first);
      }
      if (each.hasGivenUp() && givenUp.add(each.probe)) {
        log.warn(
            "Probe {} failed {} times and is off now, as with faultline.probe.{}=false",
            each.probe,
            each.failures(),
            each.probe);
      }
    }
  }
}
