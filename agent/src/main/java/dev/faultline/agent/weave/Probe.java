// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import dev.faultline.bootstrap.hook.ProbeSwitch;
import java.util.List;

/**
 * One kind of instrumentation: which types it is about, and how each is woven. Probes are asked for
 * their rules while the application starts, before Byte Buddy is loaded; nothing that is reached
 * from here may need it.
 */
public interface Probe {
  /** Turns this probe's hooks on and off; its name is the probe's. */
  ProbeSwitch probeSwitch();

  /** The types to weave. Constant. */
  List<TypeRule> rules();
}
