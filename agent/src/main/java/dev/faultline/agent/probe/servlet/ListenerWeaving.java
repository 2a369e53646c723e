// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.servlet;

import static dev.faultline.agent.weave.Methods.namedOneOf;
import static dev.faultline.agent.weave.Methods.takesArgument;
import static dev.faultline.agent.weave.Methods.takesArguments;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Weaving;

/** Listeners of requests, contexts, sessions and async requests. */
final class ListenerWeaving implements Weaving {
  @Override
  public void bind(Advices advices) {
    advices.advise(
        namedOneOf(Names.LISTENER_METHODS)
            .and(takesArguments(1))
            .and(takesArgument(0, Names.EVENTS)),
        ListenerAdvice.class);
  }
}
