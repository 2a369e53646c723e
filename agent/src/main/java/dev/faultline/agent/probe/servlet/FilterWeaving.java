// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.servlet;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Weaving;

/** {@code Filter.doFilter(ServletRequest, ServletResponse, FilterChain)}, and init and destroy. */
final class FilterWeaving implements Weaving {
  @Override
  public void bind(Advices advices) {
    advices.advise(
        named("doFilter")
            .and(takesArguments(3))
            .and(takesArgument(0, namedOneOf(Names.REQUEST)))
            .and(takesArgument(1, namedOneOf(Names.RESPONSE)))
            .and(takesArgument(2, namedOneOf(Names.CHAIN))),
        ServeAdvice.class);
    advices.advise(
        named("init").and(takesArguments(1)).and(takesArgument(0, namedOneOf(Names.FILTER_CONFIG))),
        ComponentAdvice.class);
    advices.advise(named("destroy").and(takesArguments(0)), ComponentAdvice.class);
  }
}
