// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.logging;

import static dev.faultline.agent.weave.Methods.besideField;
import static dev.faultline.agent.weave.Methods.isConstructor;
import static dev.faultline.agent.weave.Methods.takesArguments;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Weaving;

/**
 * The event of Log4j 1, or reload4j: a category makes one of every line that is to be appended. The
 * classes of that name in log4j-over-slf4j and log4j-1.2-api have no such field: what they are
 * given goes on to a framework that is woven.
 */
final class Log4jOneWeaving implements Weaving {
  @Override
  public void bind(Advices advices) {
    advices.advise(
        isConstructor().and(takesArguments(5)).and(besideField("categoryName")),
        Log4jOneAdvice.class);
  }
}
