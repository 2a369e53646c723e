// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import static dev.faultline.agent.weave.Methods.isStatic;
import static dev.faultline.agent.weave.Methods.named;
import static dev.faultline.agent.weave.Methods.not;
import static dev.faultline.agent.weave.Methods.returns;
import static dev.faultline.agent.weave.Methods.takesArgument;
import static dev.faultline.agent.weave.Methods.takesArguments;

/**
 * Lets every class loader of the application answer for the bootstrap classes, whatever it
 * delegates: OSGi bundles, JBoss modules and some containers pass on {@code java.*} alone.
 */
final class LoaderWeaving implements Weaving {
  LoaderWeaving() {}

  @Override
  public void bind(Advices advices) {
    advices.advise(
        named("loadClass")
            .and(not(isStatic()))
            .and(returns(Class.class))
            .and(takesArgument(0, String.class))
            .and(takesArguments(1).or(takesArguments(2).and(takesArgument(1, boolean.class)))),
        LoadClassAdvice.class);
  }
}
