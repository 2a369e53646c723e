// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.servlet;

import static dev.faultline.agent.weave.Methods.isPublic;
import static dev.faultline.agent.weave.Methods.named;
import static dev.faultline.agent.weave.Methods.namedOneOf;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Weaving;

/** What an application does with its request that matters to us. */
final class RequestWeaving implements Weaving {
  @Override
  public void bind(Advices advices) {
    advices.advise(named("startAsync").and(isPublic()), StartAsyncAdvice.class);
    advices.advise(
        namedOneOf("getParameter", "getParameterNames", "getParameterValues", "getParameterMap")
            .and(isPublic()),
        ParameterAdvice.class);
    advices.advise(named("getSession").and(isPublic()), SessionAdvice.class);
  }
}
