// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.jdbc;

import static dev.faultline.agent.weave.Methods.takesArguments;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Weaving;

/** The siblings of a DataSource, which pools and transaction managers take connections from. */
final class XaDataSourceWeaving implements Weaving {
  @Override
  public void bind(Advices advices) {
    advices.advise(
        JdbcMethods.named("getXAConnection", "getPooledConnection")
            .and(takesArguments(0).or(takesArguments(String.class, String.class))),
        AcquireAdvice.class);
  }
}
