// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import static dev.faultline.agent.weave.Methods.named;
import static dev.faultline.agent.weave.Methods.takesArguments;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Weaving;

/** FutureTask: runs, keeps what was thrown, and gives it to who asks; state is of JDK 19 on. */
final class FutureTaskWeaving implements Weaving {
  @Override
  public void bind(Advices advices) {
    advices
        .advise(named("run").and(takesArguments(0)), FutureRunAdvice.class)
        .advise(named("runAndReset").and(takesArguments(0)), PeriodicRunAdvice.class)
        .advise(named("setException").and(takesArguments(1)), FutureFailAdvice.class)
        .advise(named("report").and(takesArguments(1)), FutureLookAdvice.class)
        .advise(named("state").and(takesArguments(0)), FutureLookAdvice.class);
  }
}
