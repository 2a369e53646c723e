// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.framework;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Weaving;

/** Where RESTEasy turns an exception into a response, with a mapper or without. */
final class ResteasyWeaving implements Weaving {
  @Override
  public void bind(Advices advices) {
    advices.advise(
        named("handleException").and(takesArguments(2)).and(takesArgument(1, Throwable.class)),
        ResteasyAdvice.class);
  }
}
