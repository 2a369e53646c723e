// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.jdbc;

import static dev.faultline.agent.weave.Methods.takesArguments;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Weaving;

/** Marks resources as a database's: there are others. */
final class XaConnectionWeaving implements Weaving {
  @Override
  public void bind(Advices advices) {
    advices.advise(
        JdbcMethods.named("getXAResource").and(takesArguments(0)), XaResourceAdvice.class);
  }
}
