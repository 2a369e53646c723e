// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.logging;

import static dev.faultline.agent.weave.Methods.isConstructor;
import static dev.faultline.agent.weave.Methods.takesArguments;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Weaving;

/** Logback's event: a logger makes one of every line that is to be appended, at once. */
final class LogbackWeaving implements Weaving {
  @Override
  public void bind(Advices advices) {
    advices.advise(isConstructor().and(takesArguments(6)), LogbackAdvice.class);
  }
}
