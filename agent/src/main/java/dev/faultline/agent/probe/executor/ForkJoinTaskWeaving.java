// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Weaving;

/** ForkJoinTask: forks, runs and fails. The last has other names from JDK 17 on. */
final class ForkJoinTaskWeaving implements Weaving {
  @Override
  public void bind(Advices advices) {
    advices
        .advise(named("fork").and(takesArguments(0)), ForkAdvice.class)
        .advise(named("doExec").and(takesArguments(0)), ForkJoinRunAdvice.class)
        .advise(named("setExceptionalCompletion").and(takesArguments(1)), FailAdvice.class)
        .advise(named("trySetException").and(takesArguments(1)), FailAdvice.class);
  }
}
