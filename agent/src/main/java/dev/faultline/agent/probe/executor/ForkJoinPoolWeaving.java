// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import static dev.faultline.agent.weave.Methods.named;
import static dev.faultline.agent.weave.Methods.takesArguments;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Weaving;

/**
 * ForkJoinPool: the inner methods that every way of handing in comes through; JDK 8, 9 to 17, 19
 * on.
 */
final class ForkJoinPoolWeaving implements Weaving {
  @Override
  public void bind(Advices advices) {
    advices
        .advise(named("externalPush").and(takesArguments(1)), ForkJoinSubmitAdvice.class)
        .advise(named("externalSubmit").and(takesArguments(1)), ForkJoinSubmitAdvice.class)
        .advise(named("poolSubmit").and(takesArguments(2)), ForkJoinPoolSubmitAdvice.class)
        .advise(named("scheduleDelayedTask"), ForkJoinScheduleAdvice.class);
  }
}
