// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.jdbc;

import static dev.faultline.agent.weave.Methods.takesArguments;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Weaving;

final class DataSourceWeaving implements Weaving {
  @Override
  public void bind(Advices advices) {
    advices.advise(
        JdbcMethods.named("getConnection")
            .and(takesArguments(0).or(takesArguments(String.class, String.class))),
        AcquireAdvice.class);
  }
}
