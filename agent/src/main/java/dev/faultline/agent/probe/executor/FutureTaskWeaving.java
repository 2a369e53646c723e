// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Weaving;

/** FutureTask: runs, and keeps what was thrown to itself. */
final class FutureTaskWeaving implements Weaving {
  @Override
  public void bind(Advices advices) {
    advices
        .advise(named("run").and(takesArguments(0)), FutureRunAdvice.class)
        .advise(named("runAndReset").and(takesArguments(0)), PeriodicRunAdvice.class)
        .advise(named("setException").and(takesArguments(1)), FutureFailAdvice.class);
  }
}
