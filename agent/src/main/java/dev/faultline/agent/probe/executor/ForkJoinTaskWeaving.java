// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import static dev.faultline.agent.weave.Methods.named;
import static dev.faultline.agent.weave.Methods.takesArguments;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Weaving;

/**
 * ForkJoinTask: forks, runs, fails, and gives what was thrown to who asks. The inner methods have
 * other names from JDK 17, and again from 25 on; {@code state} is of 19.
 */
final class ForkJoinTaskWeaving implements Weaving {
  @Override
  public void bind(Advices advices) {
    advices
        .advise(named("fork").and(takesArguments(0)), ForkAdvice.class)
        .advise(named("doExec").and(takesArguments(0)), ForkJoinRunAdvice.class)
        .advise(named("recordExceptionalCompletion"), ForkJoinFailAdvice.class)
        .advise(named("trySetThrown"), ForkJoinFailAdvice.class)
        .advise(named("completeExceptionally"), ForkJoinCompleteAdvice.class)
        .advise(named("getThrowableException"), ForkJoinLookAdvice.class)
        .advise(named("getException").and(takesArguments(boolean.class)), ForkJoinLookAdvice.class)
        .advise(named("state").and(takesArguments(0)), ForkJoinLookAdvice.class)
        .advise(named("isCompletedAbnormally"), ForkJoinAskAdvice.class);
  }
}
