// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import static dev.faultline.agent.weave.Methods.isConstructor;
import static dev.faultline.agent.weave.Methods.named;
import static dev.faultline.agent.weave.Methods.takesArguments;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Weaving;

/** A task that a fork-join pool runs later, from JDK 25 on. */
final class ForkJoinDelayWeaving implements Weaving {
  @Override
  public void bind(Advices advices) {
    advices
        .advise(isConstructor(), ForkJoinDelayAdvice.class)
        .advise(named("compute").and(takesArguments(0)), ForkJoinScheduledAdvice.class);
  }
}
