// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks;

/** Reaches the agent's switches from the application, where it has them on the bootstrap path. */
final class Probes {
  private Probes() {}

  static void turnOff() {
    try {
      Class<?> type = Class.forName("dev.faultline.bootstrap.hook.ProbeSwitch", true, null);
      for (Object each : (Object[]) type.getMethod("all").invoke(null)) {
        type.getMethod("turnOff").invoke(each);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the agent is not there", e);
    }
  }
}
