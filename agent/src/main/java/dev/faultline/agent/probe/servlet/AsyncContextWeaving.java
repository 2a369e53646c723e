// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.servlet;

import static dev.faultline.agent.weave.Methods.named;
import static dev.faultline.agent.weave.Methods.takesArgument;
import static dev.faultline.agent.weave.Methods.takesArguments;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Weaving;

/** {@code AsyncContext.start(Runnable)} of the containers' own. */
final class AsyncContextWeaving implements Weaving {
  @Override
  public void bind(Advices advices) {
    advices.advise(
        named("start").and(takesArguments(1)).and(takesArgument(0, Runnable.class)),
        AsyncRunAdvice.class);
  }
}
