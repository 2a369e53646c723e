// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import dev.faultline.bootstrap.hook.ProbeSwitch;

/** Whether woven code in a class loader would find the hooks it calls. */
final class BootReach {
  /** The name under which the weaving of class loaders shows in reports. */
  static final String PROBE = "boot-delegation";

  private static final String HOOK = "dev.faultline.bootstrap.hook.ProbeSwitch";

  private BootReach() {}

  /**
   * Asks once a loader, without a lock: two threads may ask at the same time and get the same
   * answer.
   */
  static boolean isReachedBy(ClassLoader loader, LoaderFacts facts) {
    Boolean known = facts.reachesHooks;
    if (known != null) return known;
    boolean reached = isReachedBy(loader);
    facts.reachesHooks = reached;
    return reached;
  }

  private static boolean isReachedBy(ClassLoader loader) {
    try {
      return Class.forName(HOOK, false, loader) == ProbeSwitch.class;
    } catch (Throwable notFound) { // whatever a loader throws at a name it does not know
      return false;
    }
  }
}
