// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.servlet;

import static dev.faultline.agent.weave.Methods.named;
import static dev.faultline.agent.weave.Methods.takesArgument;
import static dev.faultline.agent.weave.Methods.takesArguments;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Weaving;

/** {@code Filter.doFilter(ServletRequest, ServletResponse, FilterChain)}, and init and destroy. */
final class FilterWeaving implements Weaving {
  @Override
  public void bind(Advices advices) {
    advices.advise(
        named("doFilter")
            .and(takesArguments(3))
            .and(takesArgument(0, Names.REQUEST))
            .and(takesArgument(1, Names.RESPONSE))
            .and(takesArgument(2, Names.CHAIN)),
        ServeAdvice.class);
    advices.advise(
        named("init").and(takesArguments(1)).and(takesArgument(0, Names.FILTER_CONFIG)),
        ComponentAdvice.class);
    advices.advise(named("destroy").and(takesArguments(0)), ComponentAdvice.class);
  }
}
