// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.framework;

import static dev.faultline.agent.weave.Methods.named;
import static dev.faultline.agent.weave.Methods.takesArgument;
import static dev.faultline.agent.weave.Methods.takesArguments;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Weaving;

/** {@code HandlerExceptionResolver.resolveException(request, response, handler, exception)}. */
final class ResolverWeaving implements Weaving {
  @Override
  public void bind(Advices advices) {
    advices.advise(
        named("resolveException").and(takesArguments(4)).and(takesArgument(3, Exception.class)),
        ResolveAdvice.class);
  }
}
