// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.logging;

import static dev.faultline.agent.weave.Methods.named;
import static dev.faultline.agent.weave.Methods.takesArguments;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Weaving;

/** A handler of java.util.logging that passes its records on to SLF4J, or to Log4j. */
final class BridgeWeaving implements Weaving {
  @Override
  public void bind(Advices advices) {
    advices.advise(named("publish").and(takesArguments(1)), BridgeAdvice.class);
  }
}
