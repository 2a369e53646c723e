// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

/** A {@link TypeRule} and the name of the probe it came from. */
final class Rule {
  final String probe;
  final Class<? extends Weaving> weaving;

  final MethodNames methods;

  Rule(String probe, TypeRule rule) {
    this.probe = probe;
    weaving = rule.weaving;
    methods = MethodNames.of(rule.methods);
  }
}
