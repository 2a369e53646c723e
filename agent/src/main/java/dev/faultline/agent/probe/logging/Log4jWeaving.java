// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.logging;

import static dev.faultline.agent.weave.Methods.named;
import static dev.faultline.agent.weave.Methods.takesArgument;
import static dev.faultline.agent.weave.Methods.takesArguments;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Weaving;

/**
 * A logger of Log4j's core, and the asynchronous one, which overrides both methods: the two that
 * all others end in when the level is enabled. Neither calls the other.
 */
final class Log4jWeaving implements Weaving {
  private static final String LEVEL = "org.apache.logging.log4j.Level";

  @Override
  public void bind(Advices advices) {
    advices
        .advise(
            named("logMessage").and(takesArguments(5)).and(takesArgument(1, LEVEL)),
            Log4jAdvice.class)
        .advise(
            named("log").and(takesArguments(6)).and(takesArgument(0, LEVEL)),
            Log4jLocatedAdvice.class);
  }
}
