// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

/** A {@link TypeRule} and the name of the probe it came from. */
final class Rule {
  final String probe;
  final Class<? extends Weaving> weaving;

  Rule(String probe, Class<? extends Weaving> weaving) {
    this.probe = probe;
    this.weaving = weaving;
  }
}
