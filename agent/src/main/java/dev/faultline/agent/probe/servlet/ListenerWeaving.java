// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.servlet;

import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Weaving;

/** Listeners of requests, contexts, sessions and async requests. */
final class ListenerWeaving implements Weaving {
  @Override
  public void bind(Advices advices) {
    advices.advise(
        namedOneOf(Names.LISTENER_METHODS)
            .and(takesArguments(1))
            .and(takesArgument(0, namedOneOf(Names.EVENTS))),
        ListenerAdvice.class);
  }
}
