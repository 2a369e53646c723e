// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.servlet;

import static dev.faultline.agent.weave.Methods.named;
import static dev.faultline.agent.weave.Methods.takesArgument;
import static dev.faultline.agent.weave.Methods.takesArguments;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Weaving;

/**
 * {@code Servlet.service(ServletRequest, ServletResponse)}: of most servlets, HttpServlet's; and
 * how it begins and ends.
 */
final class ServletWeaving implements Weaving {
  @Override
  public void bind(Advices advices) {
    advices.advise(
        named("service")
            .and(takesArguments(2))
            .and(takesArgument(0, Names.REQUEST))
            .and(takesArgument(1, Names.RESPONSE)),
        ServeAdvice.class);
    advices.advise(
        named("init").and(takesArguments(1)).and(takesArgument(0, Names.SERVLET_CONFIG)),
        ComponentAdvice.class);
    advices.advise(named("destroy").and(takesArguments(0)), ComponentAdvice.class);
  }
}
