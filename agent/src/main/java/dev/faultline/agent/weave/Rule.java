// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import org.jspecify.annotations.Nullable;

/** A {@link TypeRule} and the name of the probe it came from. */
final class Rule {
  final String probe;
  final @Nullable Class<? extends Weaving> weaving;
  final @Nullable Class<? extends Rewriting> rewriting;

  final MethodNames methods;

  Rule(String probe, TypeRule rule) {
    this.probe = probe;
    weaving = rule.weaving;
    rewriting = rule.rewriting;
    methods = MethodNames.of(rule.methods);
  }
}
