// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.framework;

import static dev.faultline.agent.weave.Methods.named;
import static dev.faultline.agent.weave.Methods.takesArgument;
import static dev.faultline.agent.weave.Methods.takesArguments;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Weaving;

/** Where Jersey turns an exception into a response, with a mapper or without. */
final class JerseyWeaving implements Weaving {
  @Override
  public void bind(Advices advices) {
    advices.advise(
        named("mapException").and(takesArguments(1)).and(takesArgument(0, Throwable.class)),
        JerseyAdvice.class);
  }
}
